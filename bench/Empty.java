import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** The least that Jersey on Grizzly can be: what the start of Etagere is measured against. */
public final class Empty {
  /** The one resource. */
  @Path("empty")
  public static final class Resource {
    /** Nothing. */
    @GET
    public String get() {
      return "";
    }
  }

  /** No arguments; prints a line when it listens. */
  public static void main(String[] args) throws Exception {
    GrizzlyHttpServerFactory.createHttpServer(
        URI.create("http://127.0.0.1:0/"), new ResourceConfig(Resource.class));
    System.out.println("listens");
    Thread.currentThread().join();
  }
}
