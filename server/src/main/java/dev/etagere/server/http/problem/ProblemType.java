package dev.etagere.server.http.problem;

/** The kinds of problem, each explained under its own URL path. */
public enum ProblemType {
  /** The request breaks the grammar of HTTP, of a field or of the URL. */
  BAD_REQUEST("bad-request", 400, "The request is malformed"),
  /** The content is not one well-formed JSON object. */
  INVALID_JSON("invalid-json", 400, "The content is not a valid JSON object"),
  /** The patch document is not a JSON Patch or no JSON. */
  INVALID_PATCH("invalid-patch", 400, "The patch document is malformed"),
  /** There is nothing at this URL. */
  NOT_FOUND("not-found", 404, "Not found"),
  /** The method is not offered here. */
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
  /** The Accept field excludes JSON. */
  NOT_ACCEPTABLE("not-acceptable", 406, "Only JSON can be sent"),
  /** A test operation of a JSON Patch failed. */
  PATCH_TEST_FAILED("patch-test-failed", 409, "A test of the patch failed"),
  /** The resource was deleted. */
  GONE("gone", 410, "The resource was deleted"),
  /** A precondition does not hold. */
  PRECONDITION_FAILED("precondition-failed", 412, "The precondition does not hold"),
  /** The content is larger than this server takes. */
  CONTENT_TOO_LARGE("content-too-large", 413, "The content is too large"),
  /** The request target is longer than this server takes. */
  URI_TOO_LONG("uri-too-long", 414, "The URL is too long"),
  /** The content has a media type or coding that is not taken here. */
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The media type is not supported"),
  /** The Expect field asks for something unknown. */
  EXPECTATION_FAILED("expectation-failed", 417, "The expectation cannot be met"),
  /** The patch is well-formed, but cannot be applied to this resource. */
  PATCH_NOT_APPLICABLE("patch-not-applicable", 422, "The patch cannot be applied"),
  /** The request must say which version it saw. */
  PRECONDITION_REQUIRED("precondition-required", 428, "A precondition is required"),
  /** The header section is larger than this server takes. */
  HEADER_TOO_LARGE("header-too-large", 431, "The header section is too large"),
  /** Unforeseen. */
  INTERNAL_ERROR("internal-error", 500, "Internal error"),
  /** What is stored is not what was written. */
  STORED_DATA_DAMAGED("stored-data-damaged", 500, "The stored resource is damaged"),
  /** A method or transfer coding that this server does not know. */
  NOT_IMPLEMENTED("not-implemented", 501, "Not implemented"),
  /** The store cannot be reached, or the server is busy or stopping; nothing was changed. */
  UNAVAILABLE("unavailable", 503, "Temporarily unavailable"),
  /** The write may have happened. */
  OUTCOME_UNKNOWN("outcome-unknown", 503, "The outcome is unknown"),
  /** A version of HTTP that this server does not speak. */
  HTTP_VERSION_NOT_SUPPORTED("http-version-not-supported", 505, "HTTP version not supported"),
  /** There is no room for the change. */
  INSUFFICIENT_STORAGE("insufficient-storage", 507, "The store is full");

  private final String slug;
  private final int status;
  private final String title;

  ProblemType(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  /** The last segment of the type's URL path. */
  public String slug() {
    return slug;
  }

  /** The type's URL path: {@code /problems/{slug}}. */
  public String path() {
    return "/problems/" + slug;
  }

  /** The HTTP status code. */
  public int status() {
    return status;
  }

  /** The summary that is the same for every occurrence (RFC 9457 §3.1.3). */
  public String title() {
    return title;
  }
}
