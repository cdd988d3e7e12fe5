import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** What Etagere is measured against: a constant of 1 KB from bare Grizzly and from bare Jersey. */
public final class Baselines {
  private static final byte[] CONSTANT =
      ("{\"pad\":\"" + "x".repeat(1014) + "\"}").getBytes(StandardCharsets.US_ASCII);

  /** The bare Jersey resource. */
  @Path("constant")
  public static final class Constant {
    /** The constant. */
    @GET
    public Response get() {
      return Response.ok(CONSTANT, MediaType.APPLICATION_JSON_TYPE).build();
    }
  }

  /** Arguments: the port of Grizzly, the port of Jersey. */
  public static void main(String[] args) throws Exception {
    HttpServer grizzly = HttpServer.createSimpleServer(null, "127.0.0.1", Integer.parseInt(args[0]));
    grizzly
        .getServerConfiguration()
        .addHttpHandler(
            new HttpHandler() {
              @Override
              public void service(
                  Request request, org.glassfish.grizzly.http.server.Response response)
                  throws Exception {
                response.setContentType("application/json");
                response.setContentLength(CONSTANT.length);
                response.getOutputStream().write(CONSTANT);
              }
            },
            "/constant");
    grizzly.start();
    GrizzlyHttpServerFactory.createHttpServer(
        URI.create("http://127.0.0.1:" + args[1] + "/"), new ResourceConfig(Constant.class));
    System.out.println("ready");
    Thread.currentThread().join();
  }
}
