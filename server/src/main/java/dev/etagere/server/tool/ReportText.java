package dev.etagere.server.tool;

import dev.etagere.server.store.sqlite.archive.Report;
import java.util.Locale;

/** How reports on databases are shown. */
final class ReportText {
  private ReportText() {}

  /** How much there is, in one sentence's end. */
  static String amount(Report report) {
    return String.format(
        Locale.ROOT,
        "%,d resources and %,d tombstones in %d collections, up to commit %d",
        report.resources(),
        report.tombstones(),
        report.collections().size(),
        report.sequence());
  }

  /** How much each collection has, a line each. */
  static String lines(Report report) {
    StringBuilder lines = new StringBuilder();
    report
        .collections()
        .forEach(
            (name, count) ->
                lines.append(
                    String.format(
                        Locale.ROOT,
                        "  %s: %,d resources, %,d tombstones%n",
                        name,
                        count.resources(),
                        count.tombstones())));
    return lines.toString();
  }
}
