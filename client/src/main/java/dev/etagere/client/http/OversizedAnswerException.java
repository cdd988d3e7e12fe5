package dev.etagere.client.http;

import java.io.IOException;

/** An answer was longer than the client takes. */
public final class OversizedAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int limit;
  private final int status;

  OversizedAnswerException(int limit, int status) {
    super(advice(limit));
    this.limit = limit;
    this.status = status;
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }

  /** What happened, and what to do about it. */
  public String advice() {
    return advice(limit);
  }

  private static String advice(int limit) {
    return "The answer has more than "
        + limit
        + " bytes. If that is right, raise the limit with ClientBuilder.maxAnswerBytes.";
  }
}
