package dev.etagere.server.http.auth;

import static dev.etagere.server.http.Http.freshKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.EtagereServer;
import dev.etagere.server.auth.key.ApiKey;
import dev.etagere.server.auth.key.KeyRing;
import dev.etagere.server.config.AuthConfig;
import dev.etagere.server.config.NetworkConfig;
import dev.etagere.server.grant.Grantee;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.grant.Permission;
import dev.etagere.server.http.Http;
import dev.etagere.server.http.Http.Answer;
import dev.etagere.server.http.Http.Request;
import dev.etagere.server.resource.CollectionName;
import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.Owner;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code owner: true} promises: for its caller, what others have created does not exist. */
interface OwnResourcesContract {
  SecureRandom RANDOM = new SecureRandom();
  ApiKey ANN = ApiKey.create(RANDOM);
  ApiKey BOB = ApiKey.create(RANDOM);
  ApiKey ROOT = ApiKey.create(RANDOM);

  Http http();

  static EtagereServer.Builder builder() {
    Grants everybody = Grants.ofOwners();
    ImmutableMap<Grantee, ImmutableSet<Permission>> granted =
        ImmutableMap.<Grantee, ImmutableSet<Permission>>builder()
            .putAll(everybody.byGrantee())
            .put(new Grantee.Named("key:root"), ImmutableSet.copyOf(Permission.values()))
            .build();
    Grants grants = new Grants(granted, true);
    AuthConfig auth =
        new AuthConfig(
            ImmutableList.of(
                new KeyRing.Entry("ann", ANN.hash(RANDOM)),
                new KeyRing.Entry("bob", BOB.hash(RANDOM)),
                new KeyRing.Entry("root", ROOT.hash(RANDOM))),
            Optional.empty(),
            ImmutableMap.of(
                new CollectionName("own"), grants, new CollectionName("orders"), grants));
    return EtagereServer.builder()
        .collection("own", CollectionPolicy.DEFAULT.withQuery(List.of(MemberPath.of("rank"))))
        .collection("orders", CollectionPolicy.DEFAULT.withNaturalKey(List.of("number")))
        .network(NetworkConfig.DEFAULT.withAuth(auth));
  }

  private static Request as(ApiKey key, Request request) {
    return request.header("Authorization", "Bearer " + key.text());
  }

  private Answer create(ApiKey key, String path, String content) {
    Answer created = as(key, http().put(path, content).ifNoneMatch("*")).send();
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.field("Location")).isEqualTo(path);
    return created;
  }

  private List<String> list(ApiKey key, String query) {
    List<String> ids = new ArrayList<>();
    as(key, http().get("/v1/own" + query))
        .send()
        .json()
        .path("items")
        .forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  private static JsonNode withoutInstance(Answer answer) {
    return ((ObjectNode) answer.json()).without("instance");
  }

  private static void assertNothingThere(Answer answer, Answer ofNothing) {
    assertThat(answer.status()).isEqualTo(ofNothing.status());
    assertThat(withoutInstance(answer)).isEqualTo(withoutInstance(ofNothing));
  }

  @Test
  default void foreign_byId_isAnsweredAsIfNothingWereThere() {
    String path = Http.fresh("own");
    Answer created = create(ANN, path, "{\"secret\":1}");
    String nothing = Http.fresh("own");
    String tag = created.etag();

    assertNothingThere(as(BOB, http().get(path)).send(), as(BOB, http().get(nothing)).send());
    assertNothingThere(
        as(BOB, http().put(path, "{}").ifMatch(tag)).send(),
        as(BOB, http().put(nothing, "{}").ifMatch(tag)).send());
    assertNothingThere(
        as(BOB, http().put(path, "{}").ifMatch("*")).send(),
        as(BOB, http().put(nothing, "{}").ifMatch("*")).send());
    assertNothingThere(
        as(BOB, http().delete(path).ifMatch(tag)).send(),
        as(BOB, http().delete(nothing).ifMatch(tag)).send());

    Answer own = as(ANN, http().get(path)).send();
    assertThat(own.etag()).isEqualTo(tag);
    assertThat(own.text()).isEqualTo("{\"secret\":1}");
  }

  @Test
  default void foreign_tombstone_isNotSeen() {
    String path = Http.fresh("own");
    Answer created = create(ANN, path, "{}");
    assertThat(as(ANN, http().delete(path).ifMatch(created.etag())).send().status()).isEqualTo(204);

    assertThat(as(ANN, http().get(path)).send().status()).isEqualTo(410);
    assertThat(as(BOB, http().get(path)).send().status()).isEqualTo(404);
    assertThat(as(BOB, http().delete(path).ifMatch(created.etag())).send().status()).isEqualTo(404);
  }

  @Test
  default void sameId_ofTwoOwners_areTwoResources() {
    String path = Http.fresh("own");
    Answer ann = create(ANN, path, "{\"of\":\"ann\"}");
    Answer bob = create(BOB, path, "{\"of\":\"bob\"}");
    assertThat(ann.etag()).isNotEqualTo(bob.etag());

    assertThat(as(BOB, http().delete(path).ifMatch(bob.etag())).send().status()).isEqualTo(204);

    assertThat(as(ANN, http().get(path)).send().text()).isEqualTo("{\"of\":\"ann\"}");
  }

  @Test
  default void key_ofTwoOwners_makesOneEffectForEach() {
    String key = freshKey();
    Answer ann = as(ANN, http().post("/v1/own", "{\"n\":1}").key(key)).send();
    Answer bob = as(BOB, http().post("/v1/own", "{\"n\":1}").key(key)).send();
    Answer again = as(ANN, http().post("/v1/own", "{\"n\":1}").key(key)).send();

    assertThat(again.field("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.field("Location")).isEqualTo(ann.field("Location"));
    assertThat(bob.field("Location")).isNotEqualTo(ann.field("Location"));
    assertThat(as(BOB, http().get(ann.field("Location"))).send().status()).isEqualTo(404);
  }

  @Test
  default void naturalKey_ofTwoOwners_isNoConflict() {
    String number = freshKey().replace("\"", "");
    String ann = "{\"number\":\"" + number + "\",\"of\":\"ann\"}";
    String bob = "{\"number\":\"" + number + "\",\"of\":\"bob\"}";
    Answer first = as(ANN, http().post("/v1/orders", ann)).send();

    assertThat(as(BOB, http().post("/v1/orders", bob)).send().status()).isEqualTo(201);
    assertThat(as(ANN, http().post("/v1/orders", bob)).send().status()).isEqualTo(409);
    assertThat(as(ANN, http().get(first.field("Location"))).send().text()).isEqualTo(ann);
  }

  @Test
  default void list_ofAnOwner_isFilteredSortedAndCountedAmongItsOwn() {
    for (int i = 0; i < 4; i++) {
      create(ANN, "/v1/own/ranked-" + i, "{\"rank\":" + (9000 - i) + "}");
      create(BOB, "/v1/own/ranked-" + i, "{\"rank\":9000}");
    }
    String ranked = "filter=rank=ge=8000;id=prefix=ranked";

    assertThat(list(ANN, "?sort=rank&" + ranked))
        .containsExactly("ranked-3", "ranked-2", "ranked-1", "ranked-0");
    assertThat(list(ANN, "?filter=rank==9000")).containsExactly("ranked-0");
    assertThat(list(ANN, "?sort=-id&filter=id=gt=ranked-1;rank=gt=1"))
        .containsExactly("ranked-3", "ranked-2");
    Answer page = as(ANN, http().get("/v1/own?sort=rank&limit=3&count=true&" + ranked)).send();
    assertThat(page.json().path("count").asInt()).isEqualTo(4);
    Answer next = as(ANN, http().get(page.json().path("next").asText())).send();
    assertThat(next.json().path("items").path(0).path("id").asText()).isEqualTo("ranked-0");
    Answer back = as(ANN, http().get(next.json().path("prev").asText())).send();
    assertThat(back.json().path("items")).isEqualTo(page.json().path("items"));
    assertThat(
            as(ANN, http().get("/v1/own?" + ranked).header("Accept", "application/x-ndjson"))
                .send()
                .text()
                .lines())
        .hasSize(4);
  }

  @Test
  default void list_ofAnOwner_holdsItsOwnInOrderAndPages() {
    String prefix = "/v1/own/" + freshKey().replace("\"", "");
    for (String name : List.of("c", "a", "b")) {
      create(ANN, prefix + name, "{}");
      create(BOB, prefix + name + "x", "{}");
    }
    List<String> all = list(ANN, "?limit=1000");
    assertThat(all).isSorted().doesNotHaveDuplicates().noneMatch(id -> id.endsWith("x"));
    String start = prefix.substring("/v1/own/".length());
    assertThat(all).contains(start + "a", start + "b", start + "c");

    List<String> turned = new ArrayList<>();
    Answer page = as(ANN, http().get("/v1/own?limit=1")).send();
    while (!page.json().path("items").isEmpty()) {
      turned.add(page.json().path("items").path(0).path("id").asText());
      String next = page.json().path("next").asText("");
      if (next.isEmpty()) {
        break;
      }
      page = as(ANN, http().get(next)).send();
    }
    assertThat(turned).isEqualTo(all);
  }

  @Test
  default void others_granted_seesAllUnderTheirStoredIds() {
    String path = Http.fresh("own");
    Answer created = create(ANN, path, "{\"of\":\"ann\"}");
    String id = path.substring(path.lastIndexOf('/') + 1);
    String stored = "/v1/own/" + Owner.of("key:ann").prefix() + id;

    Answer seen = as(ROOT, http().get(stored)).send();
    assertThat(seen.text()).isEqualTo("{\"of\":\"ann\"}");
    assertThat(seen.etag()).isEqualTo(created.etag());
    assertThat(as(ROOT, http().get(path)).send().status()).isEqualTo(404);
    assertThat(as(BOB, http().get(stored)).send().status()).isEqualTo(404);

    assertThat(as(ROOT, http().put(stored, "{}").ifMatch(seen.etag())).send().status())
        .isEqualTo(204);
    assertThat(as(ANN, http().get(path)).send().text()).isEqualTo("{}");
  }

  @Test
  default void answers_areMarkedAsTheCallersOwn() {
    String path = Http.fresh("own");
    create(ANN, path, "{}");
    assertThat(as(ANN, http().get(path)).send().field("Vary")).isEqualTo("Authorization");
    assertThat(as(ANN, http().get("/v1/own")).send().headers().allValues("Vary"))
        .containsExactlyInAnyOrder("Accept", "Authorization");
  }

  @Test
  default void id_tooLongForAnOwner_isRefused() {
    String longest = "/v1/own/" + "x".repeat(Owner.MAX_ID_LENGTH);
    assertThat(as(ANN, http().get(longest)).send().status()).isEqualTo(404);
    assertThat(as(ANN, http().get(longest + "x")).send().status()).isEqualTo(400);
  }

  @Test
  default void nobody_inParticular_isAskedWhoItIs() {
    assertThat(http().get("/v1/own").send().status()).isEqualTo(401);
  }
}
