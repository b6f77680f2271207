package workbook.grader;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Keeps the walls of the house where they are. */
class ArchitectureTest {
  private static final ArchRule EXPLORER_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("workbook.explorer..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("workbook.grader..")
          .because("the explorer must be of use to people who have never seen an exercise");

  private static final ArchRule EXPLORER_HAS_NO_CYCLES =
      slices()
          .matching("workbook.explorer.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a package that cannot be understood without its users is no package");

  private static final ArchRule GRADER_HAS_NO_CYCLES =
      slices()
          .matching("workbook.grader.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a package that cannot be understood without its users is no package");

  private static final ArchRule NOBODY_KNOWS_AN_EXERCISE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("workbook.ch..")
          .because("the engine knows keys and folders, no single exercise");

  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("workbook.grader", "workbook.explorer");

  @Test
  void theExplorerKnowsNothingOfTheGrader() {
    EXPLORER_STANDS_ALONE.check(ENGINE);
  }

  @Test
  void theExplorersPackagesHaveNoCycles() {
    EXPLORER_HAS_NO_CYCLES.check(ENGINE);
  }

  @Test
  void theGradersPackagesHaveNoCycles() {
    GRADER_HAS_NO_CYCLES.check(ENGINE);
  }

  @Test
  void theEngineKnowsNoExercise() {
    NOBODY_KNOWS_AN_EXERCISE.check(ENGINE);
  }
}
