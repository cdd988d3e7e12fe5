package dev.etagere.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The start script in a copy of the project, with commands java and mvn that say what was asked.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class StartScriptTest {
  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -XshowSettings:properties ]; then
        echo "    java.specification.version = %s" >&2
        exit 0
      fi
      echo "pid $$ in $PWD"
      for argument in "$@"; do echo "[$argument]"; done
      exit 7
      """;

  private static final List<String> TOOLS =
      List.of(
          "dirname",
          "readlink",
          "sed",
          "find",
          "head",
          "touch",
          "mkdir",
          "tr",
          "cat",
          "wc",
          "mv",
          "rm");

  private static final String MVN =
      """
      #!/bin/sh
      echo "mvn $* in $PWD"
      mkdir -p server/target/lib && echo jar > server/target/etagere.jar
      """;

  @TempDir Path folder;
  private Path project;
  private Path commands;
  private Path jar;

  /** What one run of the script left. */
  private record Run(long pid, int code, List<String> out, String err) {}

  @BeforeEach
  void copyTheProject() throws IOException {
    project = folder.resolve("my project");
    commands = folder.resolve("bin");
    jar = project.resolve("server/target/etagere.jar");
    Files.createDirectories(project.resolve("server/src/main/java"));
    Files.createDirectories(commands);
    Files.copy(Path.of("..", "etagere"), project.resolve("etagere"));
    executable(project.resolve("etagere"), Files.readString(project.resolve("etagere")));
    source("pom.xml");
    source("server/pom.xml");
    source("server/src/main/java/A.java");
    for (String tool : TOOLS) {
      executable(commands.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(tool(tool)));
    }
    executable(commands.resolve("java"), JAVA.formatted("17"));
    executable(commands.resolve("javac"), "#!/bin/sh\n");
    executable(commands.resolve("mvn"), MVN);
  }

  @Test
  void script_notBuilt_buildsAndBecomesTheServer() throws Exception {
    Run run = run("--collection", "a b", "");

    assertThat(run.err()).contains("mvn -q ", "package -pl server -am in " + project.toRealPath());
    assertThat(run.out())
        .startsWith("pid " + run.pid() + " in " + folder.toRealPath())
        .containsSubsequence(
            "[-jar]", "[" + jar.toRealPath() + "]", "[--collection]", "[a b]", "[]");
    assertThat(run.code()).isEqualTo(7);
  }

  @Test
  void script_built_doesNotBuildAgain() throws Exception {
    run();

    assertThat(run().err()).isEmpty();
  }

  @Test
  void script_mavenLeavesAnEqualJar_doesNotBuildForEver() throws Exception {
    run();
    age(jar, -100);
    executable(commands.resolve("mvn"), "#!/bin/sh\necho built\n");

    assertThat(run().err()).contains("built");
    assertThat(run().err()).isEmpty();
  }

  @Test
  void script_sourceOrPomNewerThanTheJar_buildsAgain() throws Exception {
    for (String name : List.of("pom.xml", "server/pom.xml", "server/src/main/java/A.java")) {
      run();
      age(project.resolve(name), 100);

      assertThat(run().err()).as(name).contains("mvn -q ");

      age(project.resolve(name), -100);
    }
  }

  @Test
  void script_throughSymbolicLinks_findsTheProject() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("my project", "etagere"));
    Path linkToLink = Files.createSymbolicLink(folder.resolve("second"), link);

    assertThat(runScript(linkToLink, List.of()).out()).contains("[" + jar.toRealPath() + "]");
  }

  @Test
  void script_jvmOptionsOfTheUser_comeLastBeforeTheJar() throws Exception {
    Run run = runScript(project.resolve("etagere"), List.of("ETAGERE_JAVA_OPTS=-Xmx1g -Da=b"));

    assertThat(run.out()).containsSubsequence("[-Xmx64m]", "[-Xmx1g]", "[-Da=b]", "[-jar]");
  }

  @Test
  void script_oldJava_saysWhichIsNeeded() throws Exception {
    for (String version : List.of("1.8", "11", "16")) {
      executable(commands.resolve("java"), JAVA.formatted(version));

      Run run = run();

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains("JDK 17 or newer").doesNotContain("mvn");
    }
  }

  @Test
  void script_noJava_saysWhatToInstall() throws Exception {
    Files.delete(commands.resolve("java"));

    assertThat(run().err()).contains("There is no java. Install a JDK 17");
  }

  @Test
  void script_wrongJavaHome_saysSo() throws Exception {
    Run run = runScript(project.resolve("etagere"), List.of("JAVA_HOME=/no such"));

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("JAVA_HOME is '/no such'");
  }

  @Test
  void script_noMaven_saysWhatToInstallOnlyIfNeeded() throws Exception {
    run();
    Files.delete(commands.resolve("mvn"));
    assertThat(run().code()).isEqualTo(7);

    Files.delete(jar);
    Run run = run();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("There is no mvn. Install Maven");
  }

  @Test
  void script_noCompiler_saysSo() throws Exception {
    Files.delete(commands.resolve("javac"));

    assertThat(run().err()).contains("no compiler");
  }

  @Test
  void script_failedBuild_startsNothing() throws Exception {
    executable(commands.resolve("mvn"), "#!/bin/sh\nexit 1\n");

    Run run = run();

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("The build failed");
    assertThat(run.out()).isEmpty();
  }

  private Run run(String... args) throws Exception {
    return runScript(project.resolve("etagere"), List.of(), args);
  }

  private Run runScript(Path script, List<String> variables, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", commands.toString());
    for (String variable : variables) {
      int equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(
        process.pid(), process.exitValue(), Files.readAllLines(out), Files.readString(err));
  }

  private void source(String name) throws IOException {
    age(Files.createFile(project.resolve(name)), -100);
  }

  private static void age(Path file, int seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path tool(String name) {
    return List.of("/bin", "/usr/bin").stream()
        .map(place -> Path.of(place, name))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }
}
