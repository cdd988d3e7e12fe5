package dev.etagere.server;

import java.io.IOException;

/** The management port cannot be listened on. The message is for whoever starts the server. */
final class ManagementPortException extends IOException {
  private static final long serialVersionUID = 1L;

  ManagementPortException(String message, Throwable cause) {
    super(message, cause);
  }
}
