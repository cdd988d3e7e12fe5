package dev.etagere.server.config.text;

/**
 * One thing that is wrong with a configuration.
 *
 * @param origin where it stands: {@code file:line}, a variable or an option
 * @param key the key it is about, with dots, or empty if it is about the whole origin
 * @param problem what is wrong
 * @param remedy what would be right
 */
public record Mistake(String origin, String key, String problem, String remedy) {
  @Override
  public String toString() {
    String end = remedy.endsWith("?") ? "" : ".";
    return origin + ": " + (key.isEmpty() ? "" : key + ": ") + problem + ". " + remedy + end;
  }
}
