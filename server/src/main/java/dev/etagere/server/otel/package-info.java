/** Spans, exported by OpenTelemetry where its settings ask for that. */
@NullMarked
package dev.etagere.server.otel;

import org.jspecify.annotations.NullMarked;
