package dev.etagere.server.http.grizzly;

import dev.etagere.server.http.grizzly.exchange.RequestProperties;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.MDC;

/** Endpoints that do what the tests of the server need. */
@Singleton
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class SampleResource {
  static final int LARGE = 100_000;

  /** Less than a system would take into the buffers of a socket if it were left to itself. */
  static final int MEDIUM = 1_000_000;

  /** More than the buffers of two sockets take. */
  static final int HUGE = 20_000_000;

  final CountDownLatch arrived = new CountDownLatch(1);
  final AtomicInteger mediumAnswers = new AtomicInteger();
  final AtomicInteger hugeAnswers = new AtomicInteger();
  final CountDownLatch released = new CountDownLatch(1);
  final CompletableFuture<AsyncResponse> suspended = new CompletableFuture<>();

  @GET
  @Path("small")
  public byte[] small() {
    return new byte[] {'{', '}'};
  }

  @GET
  @Path("large")
  public byte[] large() {
    return new byte[LARGE];
  }

  @GET
  @Path("huge")
  public byte[] huge() {
    hugeAnswers.incrementAndGet();
    return new byte[HUGE];
  }

  @GET
  @Path("medium")
  public byte[] medium() {
    mediumAnswers.incrementAndGet();
    return new byte[MEDIUM];
  }

  @GET
  @Path("huge-in-parts")
  public StreamingOutput hugeInParts() {
    return out -> {
      for (int sent = 0; sent < HUGE; sent += LARGE) {
        out.write(new byte[LARGE]);
        out.flush();
      }
    };
  }

  @GET
  @Path("large-text")
  public String largeText() {
    return "x".repeat(LARGE);
  }

  @GET
  @Path("stream")
  public StreamingOutput stream() {
    return out -> out.write(new byte[LARGE]);
  }

  @GET
  @Path("cached")
  public Response cached() {
    return Response.ok("{}").header("Cache-Control", "max-age=5").build();
  }

  @GET
  @Path("status/{status}")
  public Response status(@PathParam("status") int status) {
    return Response.status(status).header("ETag", "\"1\"").build();
  }

  @GET
  @Path("not-modified-with-entity")
  public Response notModifiedWithEntity() {
    return Response.notModified("1").entity("{}").build();
  }

  @GET
  @Path("fail")
  public String fail() {
    return Integer.toString(Integer.parseInt("secret text of an exception"));
  }

  @GET
  @Path("fail-late")
  public StreamingOutput failLate() {
    return out -> {
      out.write(new byte[LARGE]);
      throw new IOException("secret text of an exception");
    };
  }

  @GET
  @Path("too-short")
  public Response tooShort() {
    StreamingOutput content = out -> out.write(new byte[LARGE - 1]);
    return Response.ok(content).header("Content-Length", LARGE).build();
  }

  @GET
  @Path("refuse")
  public String refuse() {
    if (arrived.getCount() > 0) {
      throw new WebApplicationException(503);
    }
    return "not refused";
  }

  @PUT
  @Path("read")
  public String read(InputStream content) throws IOException {
    return Integer.toString(content.readAllBytes().length);
  }

  @PUT
  @Path("unread")
  public String unread() {
    return "unread";
  }

  @GET
  @Path("request-id")
  public String requestId(@Context ContainerRequestContext request) {
    request.setProperty(RequestProperties.CALLER, "ann\nbob");
    return request.getProperty(RequestProperties.REQUEST_ID)
        + " "
        + MDC.get(JerseyHandler.MDC_REQUEST_ID);
  }

  @GET
  @Path("async")
  public void async(@Suspended AsyncResponse response) {
    Thread answering = new Thread(() -> response.resume("later"));
    answering.setDaemon(true);
    answering.start();
  }

  @GET
  @Path("thread")
  public String thread() {
    return Thread.currentThread().getName();
  }

  @PUT
  @Path("thread")
  public String threadOfChange() {
    return Thread.currentThread().getName();
  }

  @PUT
  @Path("suspended")
  public void suspended(@Suspended AsyncResponse response) {
    suspended.complete(response);
    arrived.countDown();
  }

  @GET
  @Path("held")
  public String held() throws InterruptedException {
    arrived.countDown();
    return released.await(10, TimeUnit.SECONDS) ? "held" : "gave up";
  }

  @GET
  @Path("v1/c/x")
  public String resource() {
    return "resource";
  }

  @GET
  @Path("uri{rest: .*}")
  public String uri(@Context UriInfo uri) {
    return uri.getBaseUri() + " " + uri.getRequestUri();
  }
}
