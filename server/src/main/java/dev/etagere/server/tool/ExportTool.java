package dev.etagere.server.tool;

import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.store.records.LiveReader;
import dev.etagere.server.tool.feed.Export;
import dev.etagere.server.tool.feed.Source;
import dev.etagere.server.tool.feed.api.ApiSource;
import dev.etagere.server.tool.feed.store.StoreSource;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code etagere export COLLECTION}. */
final class ExportTool implements Tool {
  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("export").mixinStandardHelpOptions(true);
    spec.usageMessage()
        .description(
            "Writes the documents of a collection to its standard output, a line each: of a running"
                + " server, or straight from a store if one is named.")
        .footer("", "Exit codes: 0 all were written, 1 it was ended before.");
    ServerOptions.addTo(
        spec,
        "a line is a document alone; without this, an item with its id, entity tag and time, as"
            + " import takes it");
    FeedStore.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult options, Terminal terminal) {
    return Work.guarded(
        terminal,
        () -> {
          CollectionName collection = ServerOptions.collection(options);
          if (!FeedStore.isNamed(options)) {
            return export(
                new ApiSource(ServerOptions.api(options, terminal), collection.value()),
                options,
                terminal);
          }
          try (LiveReader store = FeedStore.reader(collection, options, terminal)) {
            return export(new StoreSource(store, collection), options, terminal);
          }
        });
  }

  private static int export(Source source, ParseResult options, Terminal terminal)
      throws IOException {
    ProgressLine line = ProgressLine.of(terminal);
    long written;
    try {
      written =
          new Export(
                  source,
                  !ServerOptions.areDocuments(options),
                  done -> line.at("Exporting", done, 0))
              .run(terminal.data());
    } finally {
      line.clear();
    }
    // Not to the standard output, which is the documents'.
    terminal.complain(String.format(Locale.ROOT, "%,d written.", written));
    return ExitCode.OK;
  }
}
