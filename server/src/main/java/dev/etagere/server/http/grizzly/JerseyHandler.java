package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.grizzly.answer.AnswerWriter;
import dev.etagere.server.http.grizzly.answer.BrokenAnswers;
import dev.etagere.server.http.grizzly.answer.ProblemAnswers;
import dev.etagere.server.http.grizzly.exchange.AccessLog;
import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.grizzly.exchange.RequestProperties;
import dev.etagere.server.http.grizzly.exchange.RequestThreads;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.store.CallComment;
import dev.etagere.server.store.CallDeadline;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.grizzly.threadpool.Threads;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.spi.Container;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Passes requests from Grizzly to Jersey. */
final class JerseyHandler extends HttpHandler implements Container {
  /** The key of the request's id in SLF4J's MDC, while the request runs. */
  static final String MDC_REQUEST_ID = "requestId";

  private static final Anonymous PLAIN = new Anonymous(false);
  private static final Anonymous SECURE = new Anonymous(true);
  private static final Problem BAD_URL =
      Problem.of(ProblemType.BAD_REQUEST, "The request target or the Host field is malformed.");

  private final InFlight inFlight;
  private final AccessLog accessLog;
  private final Admission admission;
  private final Dispatch dispatch;
  private final Duration timeInAll;
  private final @Nullable ManagementHandler management;
  private final RequestUris uris = new RequestUris();
  private final FilterChainEvent flush = TransportFilter.createFlushEvent(new Leave());
  private volatile ApplicationHandler application;

  /**
   * Makes a handler.
   *
   * @param management answers about the server itself, if that is to be done here
   */
  JerseyHandler(
      ResourceConfig config,
      GrizzlySettings settings,
      InFlight inFlight,
      AccessLog accessLog,
      @Nullable ManagementHandler management) {
    this.application = handler(config);
    this.admission = new Admission(settings.waiting());
    this.management = management;
    this.timeInAll = settings.waiting().inAll();
    // With all workers stuck, they still tell that the process lives, and why it is not ready.
    this.dispatch =
        new Dispatch(
            path -> settings.quickPaths().test(path) || ManagementHandler.serves(management, path),
            admission);
    this.inFlight = inFlight;
    this.accessLog = accessLog;
  }

  /** The queue in front of the workers. */
  Admission admission() {
    return admission;
  }

  private static ApplicationHandler handler(ResourceConfig config) {
    return new ApplicationHandler(new ResourceConfig(config).register(new BrokenAnswers()));
  }

  /** A request has left when its answer has left, too. */
  private final class Leave extends EmptyCompletionHandler<Object> {
    @Override
    public void completed(Object result) {
      inFlight.leave();
    }

    @Override
    public void failed(Throwable cause) {
      inFlight.leave();
    }

    @Override
    public void cancelled() {
      inFlight.leave();
    }
  }

  @Override
  public void service(Request request, Response response) throws IOException {
    if (Threads.isService()) {
      neverWaitForTheCaller(response);
    }
    if (management != null && ManagementHandler.serves(management, request.getRequestURI())) {
      management.service(request, response);
      return;
    }
    Exchange exchange = Exchange.of(request.getRequest());
    request.addAfterServiceListener(done -> accessLog.answered(done, exchange));
    if (admission.refuse(request, response, exchange)) {
      return;
    }
    if (!inFlight.enter()) {
      ProblemAnswers.send(response, exchange, ProblemAnswers.stopping());
      return;
    }
    request.addAfterServiceListener(done -> done.getContext().notifyDownstream(flush));
    MDC.put(MDC_REQUEST_ID, exchange.requestId());
    CallDeadline deadline = CallDeadline.of(exchange.completeNanos(), timeInAll);
    deadline.set();
    // Only of what somebody records: a comment makes each command longer.
    boolean commented = exchange.trace().sampled();
    if (commented) {
      CallComment.set(exchange.trace().toField());
    }
    try {
      answer(request, response, exchange, deadline);
    } finally {
      MDC.remove(MDC_REQUEST_ID);
      CallDeadline.clear();
      if (commented) {
        CallComment.clear();
      }
    }
  }

  /** Makes Grizzly not wait for the caller behind the next write, which would stop a selector. */
  static void neverWaitForTheCaller(Response response) {
    response.getOutputBuffer().canWrite();
  }

  private void answer(Request request, Response response, Exchange exchange, CallDeadline deadline)
      throws IOException {
    if (request.getRequestURI().equals("*")) {
      // RFC 9110 §9.3.7: OPTIONS for the server as a whole. There is no URL to give to Jersey.
      response.setStatus(204);
      return;
    }
    boolean head = Method.HEAD.equals(request.getMethod());
    AnswerWriter writer =
        new AnswerWriter(
            response, exchange, head, inFlight::isClosed, () -> abandoned(request, exchange));
    try {
      ContainerRequest forJersey = forJersey(request, exchange);
      forJersey.setProperty(
          RequestThreads.PROPERTY,
          new ConnectionThreads(request, response, exchange, admission, deadline));
      forJersey.setWriter(writer);
      application.handle(forJersey);
    } catch (URISyntaxException e) {
      ProblemAnswers.send(response, exchange, BAD_URL);
    } catch (RuntimeException e) {
      writer.failure(e);
    }
  }

  /** The connection has gone while no thread was working on the request; Grizzly forgets it. */
  private void abandoned(Request request, Exchange exchange) {
    accessLog.answered(request, exchange);
    inFlight.leave();
  }

  private ContainerRequest forJersey(Request request, Exchange exchange) throws URISyntaxException {
    MapPropertiesDelegate properties = new MapPropertiesDelegate();
    exchange.attach(properties);
    properties.setProperty(
        RequestProperties.PEER, request.getContext().getConnection().getPeerAddress());
    ContainerRequest forJersey =
        new ContainerRequest(
            uris.base(request),
            uris.target(request),
            request.getMethod().getMethodString(),
            request.isSecure() ? SECURE : PLAIN,
            properties,
            application.getConfiguration());
    HttpRequestPacket packet = request.getRequest();
    MimeHeaders fields = packet.getHeaders();
    for (int i = 0; i < fields.size(); i++) {
      forJersey.header(fields.getName(i).toString(), fields.getValue(i).toString());
    }
    forJersey.setEntityStream(request.getInputStream());
    return forJersey;
  }

  @Override
  public RequestExecutorProvider getRequestExecutorProvider() {
    return dispatch;
  }

  @Override
  public void start() {
    application.onStartup(this);
  }

  @Override
  public void destroy() {
    application.onShutdown(this);
  }

  @Override
  public ResourceConfig getConfiguration() {
    return application.getConfiguration();
  }

  @Override
  public ApplicationHandler getApplicationHandler() {
    return application;
  }

  @Override
  public void reload() {
    reload(new ResourceConfig(getConfiguration()));
  }

  @Override
  public void reload(ResourceConfig configuration) {
    application.onShutdown(this);
    application = handler(configuration);
    application.onReload(this);
    application.onStartup(this);
  }
}
