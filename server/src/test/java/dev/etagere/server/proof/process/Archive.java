package dev.etagere.server.proof.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.etagere.server.Main;
import dev.etagere.server.http.Http;
import dev.etagere.server.proof.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * The classes of the server as the JVM keeps them for its next start, which then costs a third less
 * of the processor. That is what makes hundreds of kills affordable, and all that it changes.
 *
 * @param classPath of jars only, since the JVM archives no class of a folder
 * @param options of Java
 * @param folder the working folder of the servers
 */
public record Archive(String classPath, List<String> options, Path folder, File log) {
  private static final String SERIAL = "-XX:+UseSerialGC";

  /**
   * Starts a server once, and keeps what it loaded.
   *
   * @param options of Java, for this start and all others
   * @param arguments of the program, without the port
   * @param folder an empty folder
   */
  public static Archive make(List<String> options, List<String> arguments, Path folder, File log)
      throws Exception {
    String classPath = ofJars(folder);
    Path archive = folder.resolve("classes.jsa");
    List<String> always =
        ImmutableList.<String>builder()
            .addAll(options)
            .add(SERIAL, "-Xlog:disable", "-XX:-UsePerfData")
            .build();
    try (ServerProcess server =
        new Archive(classPath, with(always, "-XX:ArchiveClassesAtExit=" + archive), folder, log)
            .start(arguments)) {
      useOfEach(server.http());
      server.stop();
    }
    // Another JVM than HotSpot makes none, and starts without it.
    return Files.exists(archive)
        ? new Archive(classPath, with(always, "-XX:SharedArchiveFile=" + archive), folder, log)
        : new Archive(classPath, always, folder, log);
  }

  /** What is used once is archived, and need not be loaded from the jars after each kill. */
  private static void useOfEach(Http http) {
    String path = "/v1/notes/archived";
    http.create(path, "{\"list\":[]}");
    String append = "[{\"op\":\"add\",\"path\":\"/list/-\",\"value\":1}]";
    String etag = http.jsonPatch(path, append).ifMatch("*").key("1").send().etag();
    String last = http.put(path, "{}").ifMatch(etag).key("2").send().etag();
    assertThat(http.delete(path).ifMatch(last).key("3").send().status()).isEqualTo(204);
    assertThat(http.delete(path).ifMatch(last).key("3").send().has("Idempotent-Replayed")).isTrue();
    assertThat(http.post("/v1/notes", "{}").key("4").send().status()).isEqualTo(201);
    assertThat(http.get("/v1/notes").send().status()).isEqualTo(200);
  }

  /** Starts a server on a free port. */
  public ServerProcess start(List<String> arguments) throws IOException {
    return ServerProcess.start(classPath, options, arguments, folder, log);
  }

  private static List<String> with(List<String> options, String more) {
    return ImmutableList.<String>builder().addAll(options).add(more).build();
  }

  private static String ofJars(Path folder) throws IOException, URISyntaxException {
    Path own = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> jars = new ArrayList<>();
    if (Files.isDirectory(own)) {
      jars.add(jar(own, folder.resolve("etagere.jar")).toString());
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.isRegularFile(Path.of(entry))) {
        jars.add(entry);
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  private static Path jar(Path classes, Path jar) {
    int code =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(System.out, System.err, "-cf", jar.toString(), "-C", classes.toString(), ".");
    assertThat(code).isZero();
    return jar;
  }
}
