package dev.etagere.server.http.grizzly.answer;

import dev.etagere.server.http.grizzly.exchange.RequestIds;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;

/** The fields that every answer has, whoever makes it. */
public final class CommonFields {
  private CommonFields() {}

  /**
   * Sets them. Must be called again behind each reset of a response, which clears them.
   *
   * <p>Date (RFC 9110 §6.6.1) must be set here: Grizzly adds its own only after it has marked where
   * the trailer section begins, and so never sends it.
   */
  public static void set(HttpResponsePacket response, String requestId) {
    MimeHeaders fields = response.getHeaders();
    fields.setValue(Header.Date).setBytes(FastHttpDateFormat.getCurrentDateBytes());
    fields.setValue(RequestIds.FIELD).setString(requestId);
    fields.setValue("X-Content-Type-Options").setString("nosniff");
    fields.setValue(Header.CacheControl).setString("no-cache");
  }
}
