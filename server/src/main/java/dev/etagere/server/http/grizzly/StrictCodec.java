package dev.etagere.server.http.grizzly;

import com.google.common.base.Splitter;
import dev.etagere.server.http.grizzly.answer.CommonFields;
import dev.etagere.server.http.grizzly.answer.ProblemAnswers;
import dev.etagere.server.http.grizzly.body.KnownLength;
import dev.etagere.server.http.grizzly.body.MalformedContentException;
import dev.etagere.server.http.grizzly.body.StrictChunks;
import dev.etagere.server.http.grizzly.exchange.AccessLog;
import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.grizzly.guard.Lingering;
import dev.etagere.server.http.grizzly.head.HeadCheck;
import dev.etagere.server.http.grizzly.head.HeadRefusedException;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemType;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.ChunkedTransferEncoding;
import org.glassfish.grizzly.http.FixedLengthTransferEncoding;
import org.glassfish.grizzly.http.HttpCodecFilter.HeaderParsingState;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpHeader;
import org.glassfish.grizzly.http.HttpPacketParsing;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.TransferEncoding;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;

/** Grizzly's HTTP/1.1 codec, with the head of each request checked before it is parsed. */
final class StrictCodec extends HttpServerFilter {
  private static final Splitter LIST = Splitter.on(',').trimResults();
  private static final Problem MALFORMED =
      Problem.of(ProblemType.BAD_REQUEST, "The request cannot be understood as HTTP/1.1.");

  private final HeadReader head;
  private final AccessLog accessLog;

  @SuppressWarnings("deprecation") // Deprecated in favour of a builder that does not exist.
  StrictCodec(HeadCheck check, KeepAlive keepAlive, AccessLog accessLog) {
    super(
        true,
        2 * check.limits().maxHeadBytes(), // Never reached: our check has refused before.
        null,
        keepAlive,
        null,
        check.limits().maxFields() + 1,
        MimeHeaders.MAX_NUM_HEADERS_DEFAULT);
    this.head = new HeadReader(check);
    this.accessLog = accessLog;
    // Else Grizzly refuses a DELETE with content. What no endpoint reads is not left on the
    // connection: the body gate has taken all of it.
    setAllowPayloadForUndefinedHttpMethods(true);
    for (TransferEncoding coding : getTransferEncodings()) {
      if (coding instanceof ChunkedTransferEncoding
          || coding instanceof FixedLengthTransferEncoding) {
        removeTransferEncoding(coding);
      }
    }
    addTransferEncoding(new KnownLength());
    addTransferEncoding(new StrictChunks(check.limits().maxHeadBytes()));
  }

  @Override
  protected boolean decodeHttpPacket(
      FilterChainContext ctx, HttpPacketParsing packet, Buffer input) {
    HttpRequestPacket request = (HttpRequestPacket) packet;
    int begin = head.read(request, input);
    if (begin == HeadReader.INCOMPLETE) {
      return false;
    }
    skip(packet.getHeaderParsingState(), begin);
    boolean parsed = super.decodeHttpPacket(ctx, packet, input);
    // Nothing is upgraded here; with the field, Grizzly would pass content through undecoded.
    request.getUpgradeDC().recycle();
    return parsed;
  }

  private static void skip(HeaderParsingState state, int bytes) {
    state.start = bytes;
    state.offset = bytes;
    state.packetLimit += bytes;
  }

  @Override
  protected boolean onHttpHeaderParsed(HttpHeader header, Buffer buffer, FilterChainContext ctx) {
    boolean error = super.onHttpHeaderParsed(header, buffer, ctx);
    HttpRequestPacket request = (HttpRequestPacket) header;
    CommonFields.set(request.getResponse(), Exchange.of(request).requestId());
    if (closes(request.getHeader(Header.Connection))) {
      request.getProcessingState().setKeepAlive(false);
    }
    return error;
  }

  /** Grizzly knows {@code close} only where it is the field's whole value. */
  private static boolean closes(String connection) {
    return connection != null && LIST.splitToStream(connection).anyMatch("close"::equalsIgnoreCase);
  }

  @Override
  protected void onInitialLineEncoded(HttpHeader header, FilterChainContext ctx) {
    super.onInitialLineEncoded(header, ctx);
    KeptOpen.apply((HttpResponsePacket) header);
  }

  @Override
  protected void onHttpHeaderError(HttpHeader header, FilterChainContext ctx, Throwable cause) {
    HttpRequestPacket request = (HttpRequestPacket) header;
    Exchange.of(request)
        .refuse(cause instanceof HeadRefusedException refused ? refused.problem() : MALFORMED);
    answerAndLinger(ctx, request.getResponse());
  }

  /** Grizzly would close the connection at once, of which the caller may still be sending. */
  private void answerAndLinger(FilterChainContext ctx, HttpResponsePacket response) {
    Lingering.answer(ctx, encodeHttpPacket(ctx, customizeErrorResponse(response)));
  }

  @Override
  protected void onHttpContentError(HttpHeader header, FilterChainContext ctx, Throwable cause) {
    HttpRequestPacket request = (HttpRequestPacket) header;
    if (cause instanceof MalformedContentException malformed) {
      Exchange.of(request).refuse(Problem.of(ProblemType.BAD_REQUEST, malformed));
    }
    if (!request.getResponse().isCommitted()) {
      answerAndLinger(ctx, request.getResponse());
    }
    header.setContentBroken(true);
  }

  @Override
  protected HttpContent customizeErrorResponse(HttpResponsePacket response) {
    Exchange exchange = Exchange.of(response.getRequest());
    Problem problem = exchange.refusal() == null ? MALFORMED : exchange.refusal();
    HttpContent answer = ProblemAnswers.packet(response, exchange, problem);
    // Where the head was not parsed, Grizzly takes the request for HTTP/0.9 and adds nothing
    // itself.
    response.getHeaders().setValue(Header.Connection).setString("close");
    accessLog.refused(response.getStatus(), exchange);
    return answer;
  }
}
