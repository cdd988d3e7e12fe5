package dev.etagere.server.resource;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/** What a collection demands of the content of every resource. Safe for use by many threads. */
public interface ContentSchema {
  /** The most violations that are told of one content. */
  int MOST_VIOLATIONS = 100;

  /**
   * What is wrong with a content: at most {@value #MOST_VIOLATIONS} of all, empty if nothing is.
   *
   * @param content a JSON object
   */
  ImmutableList<Violation> violations(Content content);

  /**
   * The schema itself and those that its references may name, for whoever wants to read them: JSON
   * documents by the URIs that they were read from, the schema first.
   */
  ImmutableMap<String, String> documents();
}
