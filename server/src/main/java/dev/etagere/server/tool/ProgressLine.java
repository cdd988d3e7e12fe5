package dev.etagere.server.tool;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** A line on a terminal that is written over again while something goes on; elsewhere nothing. */
final class ProgressLine {
  /** Set by the start script where the standard error output is a terminal. */
  static final String PROPERTY = "etagere.terminal";

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final PrintWriter out;
  private final InstantSource clock;
  private final boolean shown;
  private Instant begun;
  private Instant next;
  private String phase = "";
  private int width;

  ProgressLine(PrintWriter out, InstantSource clock, boolean shown) {
    this.out = out;
    this.clock = clock;
    this.shown = shown;
    this.begun = clock.instant();
    this.next = begun;
  }

  /** A line on the terminal that the program was started from, if it was. */
  static ProgressLine of(Terminal terminal) {
    // Java cannot tell by itself whether the error output is a terminal.
    return new ProgressLine(terminal.err(), InstantSource.system(), Boolean.getBoolean(PROPERTY));
  }

  /**
   * Says how far it has come, a few times a second at most.
   *
   * @param name what is being done; with another name the pace is measured anew
   * @param total about how many there are; 0 if nobody knows
   */
  synchronized void at(String name, long done, long total) {
    Instant now = shown ? clock.instant() : begun;
    if (!shown || (now.isBefore(next) && name.equals(phase))) {
      return;
    }
    if (!name.equals(phase)) {
      phase = name;
      begun = now;
    }
    next = now.plus(PAUSE);
    show(text(done, total, Duration.between(begun, now)));
  }

  private String text(long done, long total, Duration taken) {
    String of = total > 0 ? String.format(Locale.ROOT, " of about %,d", total) : "";
    long pace = done * 1000 / Math.max(1, taken.toMillis());
    String paced = taken.isZero() ? "" : String.format(Locale.ROOT, ", %,d a second", pace);
    return String.format(Locale.ROOT, "%s: %,d%s%s", phase, done, of, paced);
  }

  private void show(String text) {
    // Blanks over what a longer text left.
    out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
    out.flush();
    width = text.length();
  }

  /** Clears the line, for what is said next. */
  synchronized void clear() {
    if (shown && width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
      width = 0;
    }
  }
}
