/** The parts of the description that many operations share: schemas, header fields, problems. */
@NullMarked
package dev.etagere.server.http.describe.openapi.part;

import org.jspecify.annotations.NullMarked;
