package dev.etagere.server.http.grizzly.answer;

import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.http.HttpContext;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.MimeHeaders;
import org.glassfish.jersey.server.ContainerException;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one of Jersey's responses to its connection. */
public final class AnswerWriter implements ContainerResponseWriter {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);

  private final Response response;
  private final Exchange exchange;
  private final boolean head;
  private final BooleanSupplier stopping;
  private final Runnable whenAbandoned;

  /**
   * Makes a writer for one answer.
   *
   * @param head whether the request is a HEAD, whose answer has no content
   * @param stopping whether the server is, so that the connection is closed, too
   * @param whenAbandoned runs if the connection is closed between {@link #suspend} and the answer,
   *     of which nothing is sent then
   */
  public AnswerWriter(
      Response response,
      Exchange exchange,
      boolean head,
      BooleanSupplier stopping,
      Runnable whenAbandoned) {
    this.response = response;
    this.exchange = exchange;
    this.head = head;
    this.stopping = stopping;
    this.whenAbandoned = whenAbandoned;
  }

  @Override
  public OutputStream writeResponseStatusAndHeaders(long contentLength, ContainerResponse answer) {
    if (exchange.isOver()) {
      return OutputStream.nullOutputStream();
    }
    // An entity that failed before anything was sent has been replaced by this answer.
    exchange.setBroken(false);
    int status = answer.getStatus();
    // Grizzly calls a status that it does not know, such as 428, "CUSTOM".
    response.setStatus(status, answer.getStatusInfo().getReasonPhrase());
    setFields(answer);
    announceClose();
    if (status == 204 || status == 304 || status < 200) {
      return OutputStream.nullOutputStream();
    }
    if (status >= 400 && !answer.hasEntity()) {
      Optional<Problem> problem = ProblemAnswers.ofStatus(status);
      if (problem.isPresent()) {
        return problem(problem.get());
      }
    }
    return content(contentLength == AnswerStream.UNKNOWN ? knownLength(answer) : contentLength);
  }

  private void setFields(ContainerResponse answer) {
    MimeHeaders fields = response.getResponse().getHeaders();
    for (Map.Entry<String, List<String>> field : answer.getStringHeaders().entrySet()) {
      String name = field.getKey();
      if (!isFraming(name)) {
        boolean first = true;
        for (String value : field.getValue()) {
          (first ? fields.setValue(name) : fields.addValue(name)).setString(value);
          first = false;
        }
      }
    }
  }

  /** How the message ends is for the codec to say. */
  private static boolean isFraming(String name) {
    return name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("Transfer-Encoding");
  }

  /**
   * The caller of a server that stops should know that the connection is closed behind this answer,
   * or the next request would be lost with it.
   */
  private void announceClose() {
    if (stopping.getAsBoolean()) {
      response.getRequest().getRequest().getProcessingState().setKeepAlive(false);
    }
  }

  /** Jersey does not ask an array for its length, and would send it chunked. */
  private static long knownLength(ContainerResponse answer) {
    boolean encoded = answer.getHeaders().containsKey("Content-Encoding");
    return answer.getEntity() instanceof byte[] bytes && !encoded
        ? bytes.length
        : answer.getLength();
  }

  private OutputStream content(long length) {
    if (length != AnswerStream.UNKNOWN) {
      response.setContentLengthLong(length);
    }
    HttpContext connection =
        response.getRequest().getRequest().getProcessingState().getHttpContext();
    return head
        ? OutputStream.nullOutputStream()
        : new AnswerStream(response.getOutputStream(), exchange, connection, length);
  }

  private OutputStream problem(Problem problem) {
    byte[] content = ProblemAnswers.begin(response.getResponse(), exchange, problem);
    try {
      if (!head) {
        exchange.sent(content.length);
        response.getOutputStream().write(content);
      }
    } catch (IOException e) {
      throw new ContainerException(e);
    }
    return OutputStream.nullOutputStream();
  }

  @Override
  public void failure(Throwable error) {
    if (isLossOfTheCaller(error)) {
      // Anybody can cause this, at will: it is told at no level that is read every day.
      LOG.debug("Request {}: its connection was closed under its answer.", exchange.requestId());
    } else {
      LOG.error("Request {} failed.", exchange.requestId(), error);
    }
    try {
      if (exchange.isOver()) {
        LOG.debug("Request {}: its connection has gone.", exchange.requestId());
      } else if (response.isCommitted()) {
        // The rest is missing: only a broken connection tells the caller so.
        breakOff();
      } else {
        ProblemAnswers.send(response, exchange, ProblemAnswers.unforeseen());
      }
    } catch (IOException e) {
      LOG.debug("Request {}: the caller has gone.", exchange.requestId(), e);
    } finally {
      commit();
    }
  }

  /**
   * Whether this failed only since its connection is closed: by the caller, or by the watch, where
   * the caller did not read.
   */
  private boolean isLossOfTheCaller(Throwable error) {
    boolean ofWriting = error instanceof IOException || error.getCause() instanceof IOException;
    return ofWriting && !response.getRequest().getContext().getConnection().isOpen();
  }

  /** Closes the connection: nothing of the answer is sent that has not been sent yet. */
  public void breakOff() {
    HttpContext connection =
        response.getRequest().getRequest().getProcessingState().getHttpContext();
    connection.getCloseable().terminateSilently();
  }

  /** Sends a problem in place of an answer of which nothing was sent yet. */
  public void replace(Problem problem) {
    try {
      ProblemAnswers.send(response, exchange, problem);
    } catch (IOException e) {
      throw new ContainerException(e);
    }
  }

  /** What writes an answer that leaves after the thread of its request has gone. */
  public Executor workers() {
    return response.getRequest().getContext().getConnection().getTransport().getWorkerThreadPool();
  }

  @Override
  public void commit() {
    if (response.isSuspended() && exchange.end()) {
      response.resume();
    }
  }

  /** Whether {@link #suspend} was called, and the answer has not been given yet. */
  public boolean isSuspended() {
    return response.isSuspended();
  }

  @Override
  public boolean suspend(long time, TimeUnit unit, @Nullable TimeoutHandler onTimeout) {
    try {
      // Unless a worker has the request, the connection is still being read: the next request on it
      // would overtake this one.
      response.getRequest().getContext().suspend();
      response.suspend(
          time,
          unit,
          new EmptyCompletionHandler<>() {
            @Override
            public void cancelled() {
              if (exchange.end()) {
                whenAbandoned.run();
              }
            }
          },
          ignored -> {
            if (onTimeout != null) {
              onTimeout.onTimeout(this);
            }
            // Jersey's handler resumes; true would make Grizzly do it a second time.
            return false;
          });
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  @Override
  public void setSuspendTimeout(long time, TimeUnit unit) {
    response.getSuspendContext().setTimeout(time, unit);
  }

  @Override
  public boolean enableResponseBuffering() {
    // An entity that fails within its first bytes can still become a problem.
    return true;
  }
}
