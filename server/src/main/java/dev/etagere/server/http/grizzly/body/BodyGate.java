package dev.etagere.server.http.grizzly.body;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.http.grizzly.answer.ProblemAnswers;
import dev.etagere.server.http.grizzly.exchange.AccessLog;
import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.grizzly.guard.ConnectionLimits;
import dev.etagere.server.http.grizzly.guard.Lingering;
import dev.etagere.server.http.grizzly.guard.Watched;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.HttpEvents;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.Header;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through when its content has arrived whole: until then it holds no worker, however
 * slowly it comes. What no request may have is refused before it is sent.
 */
public final class BodyGate extends BaseFilter {
  private static final String BODY = ArrivingBody.class.getName();
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final Problem NO_MEMORY =
      Problem.of(
          ProblemType.UNAVAILABLE,
          "Too much content of other requests is being worked on. Nothing was done. Send it again.");

  private final Attribute<ArrivingBody> latest =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(BODY);
  private final AccessLog accessLog;
  private final int maxBytes;
  private final BodyMemory memory;
  private final Foresight foresight;

  /** Makes a gate with the sizes of these limits; what it refuses is logged. */
  public BodyGate(ConnectionLimits limits, Foresight foresight, AccessLog accessLog) {
    this.foresight = foresight;
    this.accessLog = accessLog;
    this.maxBytes = limits.bodyBytes();
    this.memory = new BodyMemory(limits.bodyMemory());
  }

  /** How much memory the content of all requests takes, in bytes. */
  public long usedBytes() {
    return memory.used();
  }

  /** The content of a request, if it came in several pieces; else it is read from the stream. */
  public static byte @Nullable [] contentOf(HttpRequestPacket request) {
    return request.getAttribute(BODY) instanceof ArrivingBody body ? body.whole() : null;
  }

  @Override
  public NextAction handleRead(FilterChainContext ctx) throws IOException {
    if (!(ctx.getMessage() instanceof HttpContent content)) {
      return ctx.getInvokeAction();
    }
    HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
    Watched watched = Objects.requireNonNull(Watched.of(ctx.getConnection()), "not guarded");
    if (watched.isLingering() || HttpContent.isBroken(content)) {
      // The codec has answered what is broken, and closes the connection.
      release(request);
      return ctx.getStopAction();
    }
    boolean begins = !(request.getAttribute(BODY) instanceof ArrivingBody);
    if (begins && content.isLast() && !content.getContent().hasRemaining()) {
      request.getResponse().acknowledged();
      return complete(ctx, request, watched);
    }
    return begins
        ? begin(ctx, request, content, watched)
        : more(ctx, (ArrivingBody) request.getAttribute(BODY), content, watched);
  }

  private NextAction begin(
      FilterChainContext ctx, HttpRequestPacket request, HttpContent content, Watched watched)
      throws IOException {
    long declared = request.getContentLength();
    if (declared > maxBytes) {
      return refuse(ctx, request, tooLarge());
    }
    if (request.requiresAcknowledgement()) {
      Optional<ProblemException> foreseen = foreseen(request);
      if (foreseen.isPresent()) {
        return refuse(ctx, request, foreseen.get().problem(), foreseen.get().fields());
      }
    }
    ArrivingBody body = new ArrivingBody(memory, watched, declared < 0 ? maxBytes : (int) declared);
    request.setAttribute(BODY, body);
    latest.set(ctx.getConnection(), body);
    Buffer first = content.getContent();
    if (content.isLast() && !body.isTooLarge(first)) {
      // The common case: everything came at once, and need not be copied.
      return body.reserve(first.remaining())
          ? complete(ctx, request, watched)
          : refuse(ctx, request, NO_MEMORY);
    }
    watched.bodyBegins();
    memory.begins(body);
    if (request.requiresAcknowledgement()) {
      ctx.write(OwnBuffer.of(CONTINUE, CONTINUE.length));
      request.getResponse().acknowledged();
    }
    return more(ctx, body, content, watched);
  }

  private NextAction more(
      FilterChainContext ctx, ArrivingBody body, HttpContent content, Watched watched)
      throws IOException {
    HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
    Buffer piece = content.getContent();
    if (body.isTooLarge(piece)) {
      return refuse(ctx, request, tooLarge());
    }
    if (!body.append(piece)) {
      return refuse(ctx, request, NO_MEMORY);
    }
    piece.tryDispose();
    if (!content.isLast()) {
      return ctx.getStopAction();
    }
    memory.ends(body);
    byte[] whole = body.complete();
    ctx.setMessage(
        HttpContent.builder(request).content(OwnBuffer.of(whole, whole.length)).last(true).build());
    return complete(ctx, request, watched);
  }

  private static NextAction complete(
      FilterChainContext ctx, HttpRequestPacket request, Watched watched) throws IOException {
    watched.requestComplete();
    return watched.hasUnreadAnswers()
        ? PreviousAnswer.awaitThenInvokeNext(ctx, () -> release(request))
        : ctx.getInvokeAction();
  }

  private Problem tooLarge() {
    return Problem.of(
            ProblemType.CONTENT_TOO_LARGE,
            "The content is larger than the " + maxBytes + " bytes that this server takes.")
        .with("limit", maxBytes);
  }

  private Optional<ProblemException> foreseen(HttpRequestPacket request) {
    return foresight.refusal(
        request.getRequestURI(), request.getHeaders().contains(Header.Authorization));
  }

  private NextAction refuse(FilterChainContext ctx, HttpRequestPacket request, Problem problem) {
    return refuse(ctx, request, problem, ImmutableMap.of());
  }

  private NextAction refuse(
      FilterChainContext ctx,
      HttpRequestPacket request,
      Problem problem,
      ImmutableMap<String, String> fields) {
    release(request);
    Exchange exchange = Exchange.of(request);
    HttpResponsePacket response = request.getResponse();
    response.acknowledged();
    HttpContent answer = ProblemAnswers.packet(response, exchange, problem);
    fields.forEach(response::setHeader);
    response.getHeaders().setValue(Header.Connection).setString("close");
    accessLog.refused(response.getStatus(), exchange);
    Lingering.answer(ctx, answer);
    return ctx.getStopAction();
  }

  private static void release(HttpRequestPacket request) {
    if (request.getAttribute(BODY) instanceof ArrivingBody body) {
      body.release();
    }
  }

  @Override
  public NextAction handleClose(FilterChainContext ctx) {
    ArrivingBody body = latest.get(ctx.getConnection());
    if (body != null) {
      body.release();
    }
    return ctx.getInvokeAction();
  }

  @Override
  public NextAction handleEvent(FilterChainContext ctx, FilterChainEvent event) {
    if (event.type() == HttpEvents.ResponseCompleteEvent.TYPE) {
      release(HttpContext.get(ctx).getRequest());
      Watched watched = Watched.of(ctx.getConnection());
      if (watched != null) {
        watched.answered();
      }
    }
    return ctx.getInvokeAction();
  }
}
