package dev.etagere.server.http.describe.openapi;

import static dev.etagere.server.http.problem.ProblemType.CONTENT_TOO_LARGE;
import static dev.etagere.server.http.problem.ProblemType.GONE;
import static dev.etagere.server.http.problem.ProblemType.INSUFFICIENT_STORAGE;
import static dev.etagere.server.http.problem.ProblemType.INVALID_CONTENT;
import static dev.etagere.server.http.problem.ProblemType.INVALID_JSON;
import static dev.etagere.server.http.problem.ProblemType.INVALID_PATCH;
import static dev.etagere.server.http.problem.ProblemType.KEY_REUSED;
import static dev.etagere.server.http.problem.ProblemType.NOT_ACCEPTABLE;
import static dev.etagere.server.http.problem.ProblemType.NOT_FOUND;
import static dev.etagere.server.http.problem.ProblemType.OUTCOME_UNKNOWN;
import static dev.etagere.server.http.problem.ProblemType.PATCH_NOT_APPLICABLE;
import static dev.etagere.server.http.problem.ProblemType.PATCH_TEST_FAILED;
import static dev.etagere.server.http.problem.ProblemType.PRECONDITION_FAILED;
import static dev.etagere.server.http.problem.ProblemType.PRECONDITION_REQUIRED;
import static dev.etagere.server.http.problem.ProblemType.STORED_DATA_DAMAGED;
import static dev.etagere.server.http.problem.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import dev.etagere.server.grant.Permission;
import dev.etagere.server.http.describe.Declared;
import dev.etagere.server.http.describe.Tree;
import dev.etagere.server.http.describe.openapi.part.Contents;
import dev.etagere.server.http.describe.openapi.part.Parameters;
import dev.etagere.server.http.describe.openapi.part.Patches;
import dev.etagere.server.http.problem.ProblemType;
import dev.etagere.server.resource.CollectionPolicy;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** {@code /v1/{collection}/{id}}: GET, PUT, PATCH, DELETE. */
final class ResourcePath {
  private final Describing all;
  private final Declared collection;
  private final Contents contents;
  private final CollectionPolicy policy;
  private final Links links;

  ResourcePath(Describing all, Declared collection, Contents contents) {
    this.all = all;
    this.collection = collection;
    this.contents = contents;
    this.policy = collection.policy();
    this.links = new Links(collection.name().value());
  }

  Map<String, Object> tree() {
    return Tree.object(
        "parameters", List.of(all.parameters().id()),
        "get", get().tree(),
        "put", put().tree(),
        "patch", patch().tree(),
        "delete", delete().tree());
  }

  private Operation operation(String verb, String summary, String text) {
    String name = collection.name().value();
    return new Operation(Links.id(verb, name), name, summary + " of " + name, text)
        .security(all.requirements(collection));
  }

  private Map<String, Object> json() {
    return Operation.media(MediaType.APPLICATION_JSON, contents.stored(), contents.sample());
  }

  private Operation get() {
    Parameters parameters = all.parameters();
    return operation(
            "get",
            "Read a resource",
            all.needs(
                "The content, byte for byte as it was sent. HEAD answers the same without it.",
                Permission.READ))
        .parameters(
            List.of(
                parameters.ifNoneMatch(), parameters.ifModifiedSince(), parameters.ifMatchOfRead()))
        .answer(
            200,
            "The content.",
            all.headers().of("ETag", "Last-Modified", "Cache-Control"),
            json(),
            links.ofResource())
        .answer(
            304, "The caller has this version already.", all.headers().of("ETag", "Cache-Control"))
        .problems(
            all.problems()
                .responses(
                    NOT_ACCEPTABLE, NOT_FOUND, GONE, PRECONDITION_FAILED, STORED_DATA_DAMAGED));
  }

  private Operation put() {
    Parameters parameters = all.parameters();
    return operation(
            "replace",
            "Replace or create a resource",
            all.needs(
                "Needs If-Match with the ETag of the version to replace, or, to create,"
                    + " `If-None-Match: *`: without either it is refused with 428. The same content"
                    + " again changes nothing, not the ETag either.",
                Permission.UPDATE,
                Permission.CREATE))
        .parameters(
            List.of(
                parameters.ifMatchOfPut(),
                parameters.ifNoneMatchOfPut(!policy.rulesMembers()),
                parameters.key(false, false),
                parameters.prefer()))
        .body(json())
        .answer(
            200,
            "Replaced; the content, as `Prefer: return=representation` asked for it.",
            changed("Content-Location", "Cache-Control", "Preference-Applied"),
            json(),
            links.ofResource())
        .answer(
            201,
            "Created. With `Prefer: return=representation` the content is in the answer, as in the"
                + " answer to a GET.",
            changed("Location"),
            Map.of(),
            links.ofResource())
        .answer(204, "Replaced, or already so.", changed(), Map.of(), links.ofResource())
        .problems(
            writes(INVALID_JSON, CONTENT_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, PRECONDITION_FAILED));
  }

  private Operation patch() {
    return operation(
            "patch",
            "Change a resource",
            all.needs(
                "Applies a JSON Merge Patch or a JSON Patch to the version that If-Match names, all"
                    + " of it or nothing.",
                Permission.UPDATE))
        .parameters(changing())
        .body(Patches.content(all.components(), contents.postedSample()))
        .answer(
            200,
            "Changed; the content, as `Prefer: return=representation` asked for it.",
            changed("Content-Location", "Cache-Control", "Preference-Applied"),
            json(),
            links.ofResource())
        .answer(204, "Changed, or already so.", changed(), Map.of(), links.ofResource())
        .problems(
            writes(
                INVALID_PATCH,
                NOT_FOUND,
                PATCH_TEST_FAILED,
                GONE,
                PRECONDITION_FAILED,
                CONTENT_TOO_LARGE,
                UNSUPPORTED_MEDIA_TYPE,
                PATCH_NOT_APPLICABLE));
  }

  private Operation delete() {
    List<Map<String, Object>> parameters = new ArrayList<>(changing());
    parameters.remove(parameters.size() - 1);
    return operation(
            "delete",
            "Delete a resource",
            all.needs(
                "Deletes the version that If-Match names. A repeat is answered as the first"
                    + " request, while the deletion is remembered.",
                Permission.DELETE))
        .parameters(parameters)
        .answer(204, "Deleted.", all.headers().of("Idempotent-Replayed"))
        .problems(
            all.problems()
                .responses(
                    NOT_ACCEPTABLE,
                    NOT_FOUND,
                    GONE,
                    PRECONDITION_FAILED,
                    KEY_REUSED,
                    PRECONDITION_REQUIRED,
                    STORED_DATA_DAMAGED,
                    OUTCOME_UNKNOWN,
                    INSUFFICIENT_STORAGE));
  }

  private List<Map<String, Object>> changing() {
    Parameters parameters = all.parameters();
    return List.of(
        parameters.ifMatch(policy.ifMatchAny()), parameters.key(false, false), parameters.prefer());
  }

  private Map<String, Object> changed(String... further) {
    List<String> names = new ArrayList<>(List.of("ETag", "Last-Modified", "Idempotent-Replayed"));
    names.addAll(Arrays.asList(further));
    return all.headers().of(names.toArray(String[]::new));
  }

  private Map<Integer, Object> writes(ProblemType... further) {
    List<ProblemType> types =
        new ArrayList<>(
            List.of(
                NOT_ACCEPTABLE,
                KEY_REUSED,
                PRECONDITION_REQUIRED,
                STORED_DATA_DAMAGED,
                OUTCOME_UNKNOWN,
                INSUFFICIENT_STORAGE));
    types.addAll(Arrays.asList(further));
    if (policy.schema() != null || policy.rulesMembers()) {
      types.add(INVALID_CONTENT);
    }
    return all.problems().responses(types.toArray(ProblemType[]::new));
  }
}
