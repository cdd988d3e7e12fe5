package dev.etagere.server.config.load;

import static java.util.stream.Collectors.joining;

import dev.etagere.server.config.text.Mistake;
import java.io.Serial;
import java.util.List;

/** A configuration has mistakes; all of them are named. */
public final class ConfigException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  // Transient: no promise of the configuration needs exceptions that cross a stream.
  private final transient List<Mistake> mistakes;

  ConfigException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(joining(System.lineSeparator())));
    this.mistakes = List.copyOf(mistakes);
  }

  /** Returns the mistakes, at least one, in the order file, variables, options. */
  public List<Mistake> mistakes() {
    return mistakes;
  }
}
