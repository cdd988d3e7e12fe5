package dev.etagere.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.html.HtmlEscapers;
import dev.etagere.server.http.problem.Problem;
import dev.etagere.server.http.problem.ProblemException;
import dev.etagere.server.http.problem.ProblemType;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** {@code /problems/{type}}: explains a problem type to whoever follows its URL. */
@Singleton
@Path("problems/{type}")
public final class ProblemsEndpoint {
  private static final ImmutableMap<String, ProblemType> TYPES =
      Maps.uniqueIndex(Arrays.asList(ProblemType.values()), ProblemType::slug);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8");
  private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("utf-8");
  private static final List<Variant> FORMS =
      Variant.mediaTypes(TEXT, HTML, MediaType.APPLICATION_JSON_TYPE).build();

  ProblemsEndpoint() {}

  /**
   * The explanation: text, HTML or JSON, as Accept asks. Where it asks for none of them it is not
   * regarded (RFC 9110 §12.4.1): an explanation in text is better than a second problem.
   */
  @GET
  public Response explain(@PathParam("type") String slug, @Context Request request) {
    ProblemType type = TYPES.get(slug);
    if (type == null) {
      throw new ProblemException(
          Problem.of(ProblemType.NOT_FOUND, "There is no such problem type."));
    }
    Variant wanted = request.selectVariant(FORMS);
    MediaType form = wanted == null ? TEXT : wanted.getMediaType();
    Response.ResponseBuilder response =
        Response.ok(content(type, form), form).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    return form.equals(HTML)
        ? response.header("Content-Security-Policy", "default-src 'none'").build()
        : response.build();
  }

  private static byte[] content(ProblemType type, MediaType form) {
    if (form.equals(MediaType.APPLICATION_JSON_TYPE)) {
      return json(type);
    }
    String text = form.equals(HTML) ? html(type) : text(type);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(ProblemType type) {
    return type.status() + " " + type.title() + "\n\n" + type.explanation() + "\n";
  }

  private static String html(ProblemType type) {
    String title = HtmlEscapers.htmlEscaper().escape(type.status() + " " + type.title());
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%s</title></head>
        <body><h1>%s</h1><p>%s</p></body>
        </html>
        """
        .formatted(title, title, HtmlEscapers.htmlEscaper().escape(type.explanation()));
  }

  private static byte[] json(ProblemType type) {
    try {
      return JSON.writeValueAsBytes(
          ImmutableMap.of(
              "type", type.path(),
              "status", type.status(),
              "title", type.title(),
              "explanation", type.explanation()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and a number are JSON", e);
    }
  }
}
