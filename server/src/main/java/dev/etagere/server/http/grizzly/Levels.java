package dev.etagere.server.http.grizzly;

/** How full a server is at this moment. Each is read when asked for, and costs next to nothing. */
public interface Levels {
  /** Requests that wait for a worker. */
  int waitingRequests();

  /** Workers that answer a request. */
  int busyWorkers();

  /** Requests that are being answered, by workers or by the threads that read them. */
  int requestsInFlight();

  /** Connections that are open. */
  int connections();

  /** Bytes of content of requests that are arriving or being answered. */
  long bodyBytes();

  /** Bytes of answers that waited for their readers, a quarter of a second ago at most. */
  long answerBytes();

  /**
   * Connections that were closed since their callers had overstayed a deadline, since the start.
   */
  long overdueConnections();

  /** Connections that were closed to free the memory of answers nobody read, since the start. */
  long evictedReaders();
}
