/** Contents that are checked against a JSON Schema (draft 2020-12). */
@NullMarked
package dev.etagere.server.schema;

import org.jspecify.annotations.NullMarked;
