package dev.etagere.server.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Schemas read from files, and all that a {@code $ref} in them may name: each by the URI of its
 * file and by its {@code $id}.
 *
 * @param location the URI of the first file
 * @param schemas what is in the files
 * @param texts the text of each file by its URIs
 * @param documents the text of each file by the URI of the file, the first one first
 */
record SchemaFiles(
    String location,
    ImmutableList<JsonNode> schemas,
    ImmutableMap<String, String> texts,
    ImmutableMap<String, String> documents) {
  /** Numbers as they are written: a maximum is exact. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** Reads the files, at least one; the first one is the schema, the others are for references. */
  static SchemaFiles read(List<Path> files) throws InvalidSchemaException {
    Map<String, String> texts = new HashMap<>();
    List<JsonNode> schemas = new ArrayList<>();
    Map<String, String> documents = new LinkedHashMap<>();
    for (Path file : files) {
      String text = text(file);
      JsonNode schema = parse(file, text);
      schemas.add(schema);
      texts.put(location(file), text);
      documents.put(location(file), text);
      if (schema.path("$id").isTextual()) {
        texts.put(withoutEmptyFragment(schema.path("$id").textValue()), text);
      }
    }
    return new SchemaFiles(
        location(files.get(0)),
        ImmutableList.copyOf(schemas),
        ImmutableMap.copyOf(texts),
        ImmutableMap.copyOf(documents));
  }

  private static String text(Path file) throws InvalidSchemaException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InvalidSchemaException("the file " + file + " cannot be read: " + e, e);
    }
  }

  private static JsonNode parse(Path file, String text) throws InvalidSchemaException {
    try {
      JsonNode schema = JSON.readTree(text);
      if (schema.isObject() || schema.isBoolean()) {
        return schema;
      }
      throw new InvalidSchemaException("the file " + file + " holds no schema, which is an object");
    } catch (JsonProcessingException e) {
      throw new InvalidSchemaException(
          "the file " + file + " is no JSON: " + e.getOriginalMessage() + at(e), e);
    }
  }

  private static String at(JsonProcessingException e) {
    return Optional.ofNullable(e.getLocation())
        .map(place -> ", line " + place.getLineNr() + " column " + place.getColumnNr())
        .orElse("");
  }

  private static String location(Path file) {
    return file.toAbsolutePath().normalize().toUri().toString();
  }

  private static String withoutEmptyFragment(String id) {
    return id.endsWith("#") ? id.substring(0, id.length() - 1) : id;
  }

  /** The schema of the first file. */
  JsonNode first() {
    return schemas.get(0);
  }

  /** Whether a reference may name this URI. */
  boolean holds(String uri) {
    return texts.containsKey(uri);
  }
}
