package workbook.grader.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import workbook.ch01_onTheClassPath.Reference;

class EngineLoaderTest {
  private static final String FILE = Reference.class.getName().replace('.', '/') + ".class";

  @Test
  void anExerciseOnTheEnginesOwnClassPathIsNotSeen() throws Exception {
    var loader = new EngineLoader();
    assertThrows(
        ClassNotFoundException.class,
        () -> Class.forName(Reference.class.getName(), false, loader));
    assertNull(loader.getResource(FILE));
    assertNull(loader.getResourceAsStream(FILE));
    assertFalse(loader.getResources(FILE).hasMoreElements());
    assertNotNull(Reference.class.getClassLoader().getResource(FILE), "else nothing is tested");
  }

  @Test
  void theEngineAndItsLibrariesAreSeen() throws Exception {
    var loader = new EngineLoader();
    assertSame(Compiler.class, Class.forName(Compiler.class.getName(), false, loader));
    assertSame(Test.class, Class.forName(Test.class.getName(), false, loader));
    assertEquals("engine", loader.getName());
  }
}
