package dev.etagere.server.http.chaos;

import dev.etagere.server.http.grizzly.answer.AnswerWriter;
import dev.etagere.server.http.grizzly.exchange.Exchange;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets an answer meet its fate, once all that it answers was done. */
final class ChaosWriter implements ContainerResponseWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ChaosWriter.class);
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final long WITHOUT_TIMEOUT = 0;
  private static final Problem READ_REPLACED =
      Problem.of(ProblemType.UNAVAILABLE, "The setting chaos sends this in place of the answer.");
  private static final Problem CHANGE_REPLACED =
      Problem.of(
          ProblemType.OUTCOME_UNKNOWN,
          "The setting chaos sends this in place of the answer. The request was carried out.");

  private final AnswerWriter wire;
  private final ContainerRequest request;
  private final Fates fates;
  private final Duration delayBy;
  private @Nullable Late late;

  ChaosWriter(AnswerWriter wire, ContainerRequest request, Fates fates, Duration delayBy) {
    this.wire = wire;
    this.request = request;
    this.fates = fates;
    this.delayBy = delayBy;
  }

  /** A whole answer that has not left yet. */
  private record Late(long length, ContainerResponse answer, ByteArrayOutputStream content) {}

  @Override
  public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse answer) {
    switch (fates.next()) {
      case DROPPED -> wire.breakOff();
      case REPLACED ->
          wire.replace(SAFE.contains(request.getMethod()) ? READ_REPLACED : CHANGE_REPLACED);
      case DELAYED -> {
        if (wire.isSuspended() || wire.suspend(WITHOUT_TIMEOUT, TimeUnit.SECONDS, null)) {
          late = new Late(length, answer, new ByteArrayOutputStream());
          return late.content();
        }
        return wire.writeResponseStatusAndHeaders(length, answer);
      }
      case SENT -> {
        return wire.writeResponseStatusAndHeaders(length, answer);
      }
    }
    return OutputStream.nullOutputStream();
  }

  /** No thread waits for the delay, and what is written then is written by a worker. */
  @Override
  public void commit() {
    Late whole = late;
    late = null;
    if (whole == null) {
      wire.commit();
      return;
    }
    Executor later =
        CompletableFuture.delayedExecutor(
            delayBy.toMillis(), TimeUnit.MILLISECONDS, wire.workers());
    later.execute(() -> send(whole));
  }

  private void send(Late whole) {
    if (request.getProperty(Exchange.PROPERTY) instanceof Exchange exchange
        && exchange.isBroken()) {
      wire.breakOff();
    }
    try (OutputStream out = wire.writeResponseStatusAndHeaders(whole.length(), whole.answer())) {
      whole.content().writeTo(out);
    } catch (IOException e) {
      LOG.debug("The caller of a delayed answer has gone.", e);
      wire.breakOff();
    } finally {
      wire.commit();
    }
  }

  @Override
  public void failure(Throwable error) {
    late = null;
    wire.failure(error);
  }

  @Override
  public boolean suspend(long time, TimeUnit unit, @Nullable TimeoutHandler onTimeout) {
    return wire.suspend(time, unit, onTimeout);
  }

  @Override
  public void setSuspendTimeout(long time, TimeUnit unit) {
    wire.setSuspendTimeout(time, unit);
  }

  @Override
  public boolean enableResponseBuffering() {
    return wire.enableResponseBuffering();
  }
}
