package dev.etagere.server.http.grizzly.exchange;

/** Is told of each request, on the thread that answered it: it must be quick, and not throw. */
public interface RequestObserver {
  /** Looks at nothing. */
  RequestObserver NONE =
      new RequestObserver() {
        @Override
        public void answered(
            String method, String path, int status, long nanos, Exchange exchange) {}

        @Override
        public void refused(int status) {}
      };

  /**
   * A request was answered.
   *
   * @param path the raw path
   * @param nanos how long the request took
   */
  void answered(String method, String path, int status, long nanos, Exchange exchange);

  /** Whether somebody records the request's trace, so that the store's commands shall name it. */
  default boolean records(Exchange exchange) {
    return exchange.trace().sampled();
  }

  /** Something was refused before it became a request. */
  void refused(int status);
}
