package dev.etagere.server.schema;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Schemas among the resources of the tests. */
public final class Schemas {
  /** Needs {@link #MONEY}. */
  public static final Path INVOICE = file("invoice.json");

  /** Has an {@code $id}. */
  public static final Path MONEY = file("money.json");

  private Schemas() {}

  /** The schema of {@link #INVOICE}. */
  public static JsonSchema invoices() {
    try {
      return JsonSchema.compile(List.of(INVOICE, MONEY));
    } catch (InvalidSchemaException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path file(String name) {
    try {
      return Path.of(Objects.requireNonNull(Schemas.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
