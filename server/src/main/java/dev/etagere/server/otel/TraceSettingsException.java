package dev.etagere.server.otel;

import org.jspecify.annotations.Nullable;

/** The settings of OpenTelemetry have a mistake; the message names it and no value. */
public final class TraceSettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TraceSettingsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
