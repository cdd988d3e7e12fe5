package dev.etagere.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may use whom: docs/architecture.md. */
@AnalyzeClasses(
    packages = "dev.etagere.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final String TOP = "dev.etagere.server";

  @ArchTest
  static final ArchRule http_isSpokenOnlyAtTheEdge =
      noClasses()
          .that()
          .resideOutsideOfPackages(TOP, TOP + ".http..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "org.glassfish..");

  @ArchTest
  static final ArchRule mongo_isKnownOnlyToItsAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackages(TOP, TOP + ".store.mongo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.mongodb..", "org.bson..");

  @ArchTest
  static final ArchRule sql_isKnownOnlyToItsAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOP + ".store.sqlite..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.sqlite..");

  @ArchTest
  static final ArchRule meters_areKnownOnlyToTheMetrics =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOP + ".metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.micrometer..", "io.prometheus..");

  @ArchTest
  static final ArchRule metrics_areKnownOnlyToTheTop =
      noClasses()
          .that()
          .resideOutsideOfPackages(TOP, TOP + ".metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(TOP + ".metrics..");

  @ArchTest
  static final ArchRule spans_areMadeOnlyByTheTracing =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOP + ".otel..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule tracing_isKnownOnlyToTheTop =
      noClasses()
          .that()
          .resideOutsideOfPackages(TOP, TOP + ".otel..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(TOP + ".otel..");

  @ArchTest
  static final ArchRule adapters_areKnownOnlyToTheTop =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              TOP, TOP + ".tool..", TOP + ".store.sqlite..", TOP + ".store.mongo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TOP + ".store.sqlite..", TOP + ".store.mongo..");

  /** The commands themselves choose the store; what they do is the same on each. */
  @ArchTest
  static final ArchRule workOfCommands_knowsNoAdapter =
      noClasses()
          .that()
          .resideInAnyPackage(TOP + ".tool.check..", TOP + ".tool.feed..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TOP + ".config..", TOP + ".store.sqlite..", TOP + ".store.mongo..");

  @ArchTest
  static final ArchRule feedsOverTheApi_knowNoStore =
      noClasses()
          .that()
          .resideInAPackage(TOP + ".tool.feed.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TOP + ".store..", TOP + ".service..", TOP + ".change..");

  @ArchTest
  static final ArchRule vocabulary_usesNoRoom =
      noClasses()
          .that()
          .resideInAPackage(TOP + ".resource..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TOP,
              TOP + ".change..",
              TOP + ".config..",
              TOP + ".http..",
              TOP + ".patch..",
              TOP + ".precondition..",
              TOP + ".service..",
              TOP + ".store..");

  @ArchTest
  static final ArchRule queries_knowOnlyTheVocabulary =
      noClasses()
          .that()
          .resideInAPackage(TOP + ".query..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TOP,
              TOP + ".change..",
              TOP + ".config..",
              TOP + ".http..",
              TOP + ".ledger..",
              TOP + ".precondition..",
              TOP + ".service..",
              TOP + ".store..");

  @ArchTest
  static final ArchRule rsql_isKnownOnlyToItsReader =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOP + ".query.rsql..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("cz.jirutka..");

  @ArchTest
  static final ArchRule descriptions_areMadeOfWhatIsDeclared =
      noClasses()
          .that()
          .resideInAPackage(TOP + ".http.describe..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TOP,
              TOP + ".change..",
              TOP + ".config..",
              TOP + ".schema..",
              TOP + ".service..",
              TOP + ".store..");

  @ArchTest
  static final ArchRule openApi_isKnownOnlyToTheApplication =
      noClasses()
          .that()
          .resideOutsideOfPackages(TOP + ".http", TOP + ".http.describe.openapi..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(TOP + ".http.describe.openapi..");

  @ArchTest
  static final ArchRule decisions_areMadeWithoutStoreAndHttp =
      noClasses()
          .that()
          .resideInAnyPackage(TOP + ".change..", TOP + ".precondition..", TOP + ".patch..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TOP, TOP + ".service..", TOP + ".store..", TOP + ".http..");

  @ArchTest
  static final ArchRule stores_knowNothingAboveThem =
      noClasses()
          .that()
          .resideInAPackage(TOP + ".store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              TOP,
              TOP + ".change..",
              TOP + ".config..",
              TOP + ".http..",
              TOP + ".patch..",
              TOP + ".service..");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching(TOP + ".(*)..").should().beFreeOfCycles();
}
