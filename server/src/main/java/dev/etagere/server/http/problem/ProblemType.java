package dev.etagere.server.http.problem;

import jakarta.ws.rs.core.Response;

/** The kinds of problem, each explained under its own URL path. */
public enum ProblemType {
  /** The request breaks the grammar of HTTP, of a field or of the URL. */
  BAD_REQUEST(
      "bad-request",
      400,
      "The request is malformed",
      "The request line, a header field, the URL or a query parameter cannot be "
          + "parsed, or is not known here. The detail says which one and what would be "
          + "right. Nothing was changed; correct the request."),
  /** The content is not one well-formed JSON object. */
  INVALID_JSON(
      "invalid-json",
      400,
      "The content is not a valid JSON object",
      "The content must be exactly one JSON object in UTF-8 without a byte-order "
          + "mark, with no member name twice (RFC 8259, RFC 7493) and not nested too "
          + "deeply. The detail says what is wrong and where. Nothing was changed."),
  /** The patch document is not a JSON Patch or no JSON. */
  INVALID_PATCH(
      "invalid-patch",
      400,
      "The patch document is malformed",
      "The patch document must be a JSON Merge Patch (RFC 7396) or a JSON Patch (RFC "
          + "6902), as its media type says. The pointer leads to the fault. Nothing was "
          + "changed."),
  /** No credential, or none that is accepted. */
  UNAUTHENTICATED(
      "unauthenticated",
      401,
      "Say who you are",
      "The request needs an API key or a token, as Authorization: Bearer …, or the one it has is "
          + "not accepted: mistyped, withdrawn, expired, or meant for somebody else. Why, only "
          + "the server's log says. Nothing was changed."),
  /** The caller is known, and may not do this. */
  FORBIDDEN(
      "forbidden",
      403,
      "Not allowed",
      "The caller is known, but nobody granted it the permission that this request needs. "
          + "The missing permission is named. Nothing was changed."),
  /** There is nothing at this URL. */
  NOT_FOUND(
      "not-found",
      404,
      "Not found",
      "No resource is known under this URL. It never existed, or it was deleted so "
          + "long ago that the deletion is forgotten. Preconditions do not count where "
          + "nothing is (RFC 9110 §13.2.1)."),
  /** The method is not offered here. */
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      405,
      "Method not allowed",
      "The Allow field lists the methods that this URL offers; choose one of them."),
  /** The Accept field excludes JSON. */
  NOT_ACCEPTABLE(
      "not-acceptable",
      406,
      "Only JSON can be sent",
      "Every answer is JSON. Send Accept: application/json, or no Accept at all."),
  /** A test operation of a JSON Patch failed. */
  PATCH_TEST_FAILED(
      "patch-test-failed",
      409,
      "A test of the patch failed",
      "An operation \"test\" of the JSON Patch found another value than it expects "
          + "(RFC 6902 §4.6). Nothing was changed, by no operation of the patch. Read the "
          + "resource again."),
  /** The id that follows from the key belongs to another resource. */
  ID_TAKEN(
      "id-taken",
      409,
      "The id belongs to another resource",
      "The id of what a POST creates follows from its Idempotency-Key, and somebody has "
          + "created a resource under that id in another way. Nothing was changed. Send the "
          + "request with a new key."),
  /** A resource with the same natural key exists, made with another content. */
  NATURAL_KEY_TAKEN(
      "natural-key-taken",
      409,
      "A resource with this natural key exists",
      "In this collection the values of some members name the resource, and one with "
          + "these values exists that was made with another content. Nothing was changed. "
          + "The Content-Location field leads to it; change it there with If-Match."),
  /** The resource was deleted. */
  GONE(
      "gone",
      410,
      "The resource was deleted",
      "The resource existed and was deleted. To create it again, PUT it with "
          + "If-None-Match: *. If keyMayBeForgotten is true, the request may be the repeat of "
          + "one that was applied before the deletion."),
  /** A precondition does not hold. */
  PRECONDITION_FAILED(
      "precondition-failed",
      412,
      "The precondition does not hold",
      "The precondition of the request does not hold, and nothing was changed (RFC "
          + "9110 §13.1). The reason is one of stale (the resource has changed since), "
          + "exists, absent, or weak-tag. If currentETag is there, it names the version "
          + "there is now. If alreadyApplied is true, an identical request made the current "
          + "version: the request seems to be a repeat whose first answer was lost. If "
          + "keyMayBeForgotten is true, the Idempotency-Key may have been used before, so many "
          + "changes ago that it is forgotten: a repeat whose first answer was lost may have "
          + "been applied then, and must not be taken for refused."),
  /** The content is larger than this server takes. */
  CONTENT_TOO_LARGE(
      "content-too-large",
      413,
      "The content is too large",
      "The content is larger than the limit, in bytes, or a patch has more values than the server has "
          + "memory for. Nothing was changed."),
  /** The request target is longer than this server takes. */
  URI_TOO_LONG(
      "uri-too-long",
      414,
      "The URL is too long",
      "The request target is longer than the limit, in bytes. Shorten it; nothing was changed."),
  /** The content has a media type or coding that is not taken here. */
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      415,
      "The media type is not supported",
      "The Content-Type or the Content-Encoding is not taken here. The Accept, "
          + "Accept-Patch or Accept-Encoding field of the answer lists what is."),
  /** The Expect field asks for something unknown. */
  EXPECTATION_FAILED(
      "expectation-failed",
      417,
      "The expectation cannot be met",
      "The only expectation that this server meets is 100-continue (RFC 9110 " + "§10.1.1)."),
  /** The content is JSON, but not what this collection takes. */
  INVALID_CONTENT(
      "invalid-content",
      422,
      "The content is not what this collection takes",
      "The content is well-formed, but breaks a rule of the collection. Each error has a "
          + "JSON Pointer to the member and says what is wrong. Nothing was changed."),
  /** The key was used for another request. */
  KEY_REUSED(
      "key-reused",
      422,
      "The Idempotency-Key was used for another request",
      "A key stands for one intent, and this one was sent before with a request that "
          + "differs in what the member differences lists (draft-ietf-httpapi-idempotency-"
          + "key-header §2.7). Nothing was changed. For a new intent make a new key; to repeat "
          + "the old one, send exactly the same request."),
  /** The patch is well-formed, but cannot be applied to this resource. */
  PATCH_NOT_APPLICABLE(
      "patch-not-applicable",
      422,
      "The patch cannot be applied",
      "The patch is well-formed, but there is nothing at a path that it names, or its "
          + "result would be no JSON object or too large. Each error has a pointer into the "
          + "patch. Nothing was changed."),
  /** The request must say which version it saw. */
  PRECONDITION_REQUIRED(
      "precondition-required",
      428,
      "A precondition is required",
      "A change must say which version it is about, so that it cannot undo what "
          + "somebody else did in between (RFC 6585 §3). Send If-Match with the entity tag "
          + "that GET answers, or, to create, If-None-Match: *."),
  /** The caller, or its address, asks too often. */
  TOO_MANY_REQUESTS(
      "too-many-requests",
      429,
      "Too many requests",
      "The caller sends more requests than it may, or too many wrong credentials came from its "
          + "address. Nothing was changed. Send the same request again after the seconds that "
          + "Retry-After says."),
  /** The header section is larger than this server takes. */
  HEADER_TOO_LARGE(
      "header-too-large",
      431,
      "The header section is too large",
      "The header section is larger than the limit, in bytes, or has too many fields."),
  /** Unforeseen. */
  INTERNAL_ERROR(
      "internal-error",
      500,
      "Internal error",
      "Something went wrong that should not. The instance member is the id under "
          + "which the server has logged it."),
  /** What is stored is not what was written. */
  STORED_DATA_DAMAGED(
      "stored-data-damaged",
      500,
      "The stored resource is damaged",
      "The stored bytes are not what was once written; a disk or a file system has "
          + "damaged them. They are not served. The resource must be restored from a "
          + "backup."),
  /** A method or transfer coding that this server does not know. */
  NOT_IMPLEMENTED(
      "not-implemented",
      501,
      "Not implemented",
      "The method or the transfer coding is not known to this server."),
  /** The store cannot be reached, or the server is busy or stopping; nothing was changed. */
  UNAVAILABLE(
      "unavailable",
      503,
      "Temporarily unavailable",
      "The store cannot be reached, or the server is busy or stopping. Nothing was "
          + "changed. Send the same request again after the seconds that Retry-After says."),
  /** The write may have happened. */
  OUTCOME_UNKNOWN(
      "outcome-unknown",
      503,
      "The outcome is unknown",
      "The connection to the store broke while the change was written: it may have "
          + "happened or not. Repeat the same request if it has an Idempotency-Key, an entity tag in "
          + "If-Match, or If-None-Match: it cannot take effect twice then. Any other may; look at "
          + "what is stored first."),
  /** A version of HTTP that this server does not speak. */
  HTTP_VERSION_NOT_SUPPORTED(
      "http-version-not-supported",
      505,
      "HTTP version not supported",
      "This server speaks HTTP/1.1 and HTTP/1.0. Send the request again in one of them."),
  /** There is no room for the change. */
  INSUFFICIENT_STORAGE(
      "insufficient-storage",
      507,
      "The store is full",
      "The store has no room left. Nothing was changed, and what is stored can still "
          + "be read.");

  private final String slug;
  private final int status;
  private final String title;
  private final String explanation;

  ProblemType(String slug, int status, String title, String explanation) {
    this.slug = slug;
    this.status = status;
    this.title = title;
    this.explanation = explanation;
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

  /** The name of the status (RFC 9110 §15, RFC 4918 §11.5, RFC 6585). */
  public String reason() {
    return switch (status) {
      // JAX-RS has names of former RFCs for these, and none for others.
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      case 422 -> "Unprocessable Content";
      case 507 -> "Insufficient Storage";
      default -> Response.Status.fromStatusCode(status).getReasonPhrase();
    };
  }

  /** The summary that is the same for every occurrence (RFC 9457 §3.1.3). */
  public String title() {
    return title;
  }

  /** What it means and what to do about it, for whoever follows the type's URL. */
  public String explanation() {
    return explanation;
  }
}
