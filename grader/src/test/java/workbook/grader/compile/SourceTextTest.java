package workbook.grader.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two texts are the same where only comments and layout differ, and no others are. */
class SourceTextTest {
  private static String print(String text) {
    return SourceText.fingerprint(List.of(new SourceText(Path.of("A.java"), text)));
  }

  private static void assertSame(String one, String other) {
    assertEquals(print(one), print(other), () -> one + "\n<>\n" + other);
  }

  private static void assertOther(String one, String other) {
    assertNotEquals(print(one), print(other), () -> one + "\n==\n" + other);
  }

  @Test
  void layoutAndLineEndsDoNotMatter() {
    assertSame("int a=b+c;\nf( x,y );", "int a = b + c;\r\n\tf(x, y);\r");
    assertSame("List<List<X>> a;", "List < List<X> > a ;");
  }

  @Test
  void commentsDoNotMatter() {
    assertSame("a; b;", "a; // x\n/* y\n * \"z */ b; /**/ // end");
    assertSame("int a;", "in/**/t a;".replace("in/**/t", "int/**/"));
    assertOther("int a;", "in/**/t a;");
  }

  @Test
  void marksOfCommentsWithinLiteralsAreNone() {
    assertOther("f(\"// a\");", "f(\"// b\");");
    assertOther("f(\"/* a */\");", "f(\"/* b */\");");
    assertOther("c = '\"'; // a\nd();", "c = '\"'; // a\ne();");
    assertOther("f('/', \"\\\\\"); // x\na();", "f('/', \"\\\\\"); // x\nb();");
    assertOther(
        "s = \"\"\"\n // a \\\"\"\" \"\n \"\"\"; a();",
        "s = \"\"\"\n // a \\\"\"\" \"\n \"\"\"; b();");
    assertOther(
        "s = \"\"\"\n x \\\\\"\"\"; /* a */ a();", "s = \"\"\"\n x \\\\\"\"\"; /* a */ b();");
    assertSame("f(\"\\\"//\"); // a", "f(\"\\\"//\"); // b");
  }

  @Test
  void whiteSpaceWithinLiteralsMatters() {
    assertOther("f(\"a b\");", "f(\"a  b\");");
    assertOther("f(' ');", "f('\t');");
  }

  @Test
  void changedCodeIsNotTheSame() {
    assertOther("a + +b;", "a++ + b;");
    assertOther("a(b);", "a.b();");
    assertOther("int a1;", "int a 1;");
    assertOther("", "a");
  }

  @Test
  void unicodeEscapesAreWhatTheyStandFor() {
    assertSame("String caf\u00e9;", "String caf\\u00e9;");
    assertSame("f();", "f(); \\u002f\\u002F a comment");
    assertOther("f(\"\\\\u0041\");", "f(\"\\\\A\");");
    assertOther("a(\"\\u0022 + b());", "a(\"\\u0022 + c());");
  }

  @Test
  void whatIsNoJavaIsReadToItsEnd() {
    for (String text :
        List.of("\"open", "/* open", "'", "\"\"\"", "\\", "\\u12", "\"\\", "\u0000")) {
      assertNotEquals(print("class A {}"), print("class A {}x" + text));
    }
  }
}
