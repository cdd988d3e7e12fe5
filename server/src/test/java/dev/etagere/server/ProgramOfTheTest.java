package dev.etagere.server;

/** The program with a server that only records, for tests that need a process of their own. */
final class ProgramOfTheTest {
  private ProgramOfTheTest() {}

  public static void main(String[] args) {
    Main.run(RecordingServer::new, args);
  }
}
