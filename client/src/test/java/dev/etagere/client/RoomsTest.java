package dev.etagere.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the client may use. */
@AnalyzeClasses(
    packages = "dev.etagere.client",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final String TOP = "dev.etagere.client";

  @ArchTest
  static final ArchRule client_needsTheJdkAndJacksonOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              TOP + "..", "java..", "javax.net.ssl..", "com.fasterxml.jackson..", "org.jspecify..");

  @ArchTest
  static final ArchRule rooms_doNotKnowTheTop =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOP)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(TOP);

  @ArchTest
  static final ArchRule rooms_haveNoCycles =
      slices().matching(TOP + ".(*)..").should().beFreeOfCycles();
}
