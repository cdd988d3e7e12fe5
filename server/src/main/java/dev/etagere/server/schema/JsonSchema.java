package dev.etagere.server.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.etagere.server.json.JsonMemory;
import dev.etagere.server.json.UnboundedJson;
import dev.etagere.server.resource.Content;
import dev.etagere.server.resource.ContentSchema;
import dev.etagere.server.resource.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A JSON Schema (draft 2020-12), read and compiled once. Formats are checked. A {@code $ref} finds
 * the files that were named and the schemas of the drafts themselves, and nothing on the network.
 */
public final class JsonSchema implements ContentSchema {
  private static final String DRAFTS = "https://json-schema.org/draft/";
  private static final String META_SCHEMA = DRAFTS + "2020-12/schema";

  /** Numbers as they were sent. */
  private static final ObjectReader CONTENTS =
      JsonMapper.builder(UnboundedJson.FACTORY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .reader();

  private final Schema schema;
  private final ImmutableMap<String, String> documents;

  private JsonSchema(Schema schema, ImmutableMap<String, String> documents) {
    this.schema = schema;
    this.documents = documents;
  }

  /**
   * Reads and compiles a schema.
   *
   * @param files the file of the schema, and behind it those that a {@code $ref} may name
   * @throws InvalidSchemaException if a file cannot be read, breaks the rules of the draft, or
   *     names what is in none of the files
   */
  public static JsonSchema compile(List<Path> files) throws InvalidSchemaException {
    SchemaFiles read = SchemaFiles.read(files);
    SchemaRegistry registry = registry(read);
    for (int i = 0; i < files.size(); i++) {
      checkAgainstDraft(registry, read.schemas().get(i), files.get(i));
    }
    try {
      Schema schema = registry.getSchema(SchemaLocation.of(read.location()), read.first());
      schema.initializeValidators();
      return new JsonSchema(schema, read.documents());
    } catch (SchemaException | IllegalArgumentException e) {
      throw new InvalidSchemaException(
          "the schema "
              + files.get(0)
              + " cannot be compiled: "
              + e.getMessage()
              + " ($ref finds only the files that are named with the schema)",
          e);
    }
  }

  private static SchemaRegistry registry(SchemaFiles files) {
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12,
        builder ->
            builder
                .nodeReader(reader -> reader.jsonMapper(SchemaFiles.JSON))
                .schemaLoader(
                    loader ->
                        loader
                            .resourceLoaders(loaders -> loaders.resources(files.texts()))
                            .allow(
                                iri ->
                                    files.holds(iri.toString())
                                        || iri.toString().startsWith(DRAFTS)))
                .schemaRegistryConfig(
                    SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .preloadSchema(true)
                        .locale(Locale.ENGLISH)
                        .build()));
  }

  private static void checkAgainstDraft(SchemaRegistry registry, JsonNode schema, Path file)
      throws InvalidSchemaException {
    String dialect = schema.path("$schema").asText(META_SCHEMA);
    if (!dialect.equals(META_SCHEMA)) {
      throw new InvalidSchemaException(
          "the file " + file + " has $schema '" + dialect + "'; only " + META_SCHEMA + " is known");
    }
    List<Error> errors = registry.getSchema(SchemaLocation.of(META_SCHEMA)).validate(schema);
    if (!errors.isEmpty()) {
      Error first = errors.get(0);
      throw new InvalidSchemaException(
          "the file " + file + ", at " + pointer(first) + ": " + first.getMessage());
    }
  }

  @Override
  public ImmutableList<Violation> violations(Content content) {
    return JsonMemory.forTrees(content.size(), () -> check(content));
  }

  private ImmutableList<Violation> check(Content content) {
    return schema.validate(tree(content)).stream()
        .limit(MOST_VIOLATIONS)
        .map(
            error ->
                new Violation(
                    error.getInstanceLocation().toString(),
                    Objects.requireNonNullElse(error.getMessage(), "is not allowed"),
                    schemaPointer(error)))
        .collect(ImmutableList.toImmutableList());
  }

  /** Of the file only the name: where it lies is nobody's business. */
  private static String schemaPointer(Error error) {
    String location = error.getSchemaLocation().toString();
    int fragment = location.indexOf('#');
    boolean isFile = location.startsWith("file:") && fragment >= 0;
    return isFile ? location.substring(location.lastIndexOf('/', fragment) + 1) : location;
  }

  private static String pointer(Error error) {
    String pointer = error.getInstanceLocation().toString();
    return pointer.isEmpty() ? "its root" : pointer;
  }

  private static JsonNode tree(Content content) {
    try {
      return CONTENTS.readTree(content.bytes());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ImmutableMap<String, String> documents() {
    return documents;
  }
}
