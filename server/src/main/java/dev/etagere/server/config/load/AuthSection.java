package dev.etagere.server.config.load;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.etagere.server.auth.key.KeyHash;
import dev.etagere.server.auth.key.KeyRing;
import dev.etagere.server.config.load.Source.Given;
import dev.etagere.server.config.text.Mistake;
import dev.etagere.server.config.text.Shown;
import dev.etagere.server.grant.Grantee;
import dev.etagere.server.grant.Grants;
import dev.etagere.server.grant.Permission;
import dev.etagere.server.resource.CollectionName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The parts of a file that have names of the user's own below {@code auth} and {@code grants}. */
final class AuthSection {
  /** The section; {@code none} in its place says that nobody is asked who it is. */
  static final String AUTH = "auth";

  /** The API keys: a mapping of names to one hash or a list of them. */
  static final String KEYS = "auth.keys";

  /** In a collection: a mapping of grantees to permissions. */
  static final String GRANTS = "grants";

  /** Among the grantees: whether callers see and change only what they have created. */
  static final String OWNER = "owner";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,62}");
  private static final Splitter LIST = Splitter.on(',').trimResults();

  private final List<Mistake> mistakes;
  private final List<KeyRing.Entry> keys = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<CollectionName, Grants> grants = new HashMap<>();
  private final Map<CollectionName, String> grantOrigins = new HashMap<>();

  AuthSection(List<Mistake> mistakes) {
    this.mistakes = mistakes;
  }

  /** Takes a single word in place of the section. */
  void word(Given given) {
    if (!given.text().equals("none")) {
      mistake(
          given,
          AUTH,
          "'" + Shown.of(given.text()) + "' is no way to find out who calls",
          "Give none, or keys or jwt, indented");
    }
  }

  List<KeyRing.Entry> keys() {
    return keys;
  }

  Map<CollectionName, Grants> grants() {
    return grants;
  }

  Map<CollectionName, String> grantOrigins() {
    return grantOrigins;
  }

  /** Takes a key of somebody. */
  void key(String name, Given given) {
    Optional<KeyHash> hash = KeyHash.parse(given.text());
    if (!NAME.matcher(name).matches()) {
      mistake(
          given,
          KEYS,
          "'" + Shown.of(name) + "' is no name",
          "Give 1 to 63 of A-Z, a-z, 0-9, '.', '_', '@' and '-', the first one a letter or digit");
    } else if (hash.isEmpty()) {
      // Not shown: somebody may have put the key itself there.
      mistake(
          given,
          KEYS + "." + name,
          "This is no hash of a key",
          "Give a line that 'etagere key create' printed");
    } else if (!ids.add(hash.get().id())) {
      mistake(given, KEYS + "." + name, "This key is there twice", "Leave one out");
    } else {
      keys.add(new KeyRing.Entry(name, hash.get()));
    }
  }

  /** Takes the grants of a collection. */
  void grants(CollectionName collection, String origin, Map<String, Given> byGrantee) {
    String key = "collections." + collection.value() + "." + GRANTS;
    ImmutableMap.Builder<Grantee, ImmutableSet<Permission>> all = ImmutableMap.builder();
    boolean owner = byGrantee.containsKey(OWNER) && isTrue(byGrantee.get(OWNER), key);
    byGrantee.forEach(
        (name, given) -> {
          Optional<Grantee> to = Grantee.parse(name);
          if (name.equals(OWNER)) {
            return;
          } else if (to.isEmpty()) {
            mistake(
                given,
                key,
                "'" + Shown.of(name) + "' is nobody to grant something to",
                "Give anyone, authenticated, key:NAME, jwt:SUBJECT or claim:NAME=VALUE");
          } else if (owner && to.get() instanceof Grantee.Anyone) {
            mistake(
                given,
                key + ".anyone",
                "Who gives no credential owns nothing, but 'owner' is true",
                "Give authenticated in its place, or leave 'owner' out");
          } else {
            all.put(to.get(), permissions(given, key + "." + Shown.of(name)));
          }
        });
    ImmutableMap<Grantee, ImmutableSet<Permission>> granted = all.buildOrThrow();
    grants.put(
        collection, owner && granted.isEmpty() ? Grants.ofOwners() : new Grants(granted, owner));
    grantOrigins.put(collection, origin);
  }

  private boolean isTrue(Given given, String key) {
    boolean isTrue = given.text().equals("true");
    if (!isTrue && !given.text().equals("false")) {
      mistake(
          given,
          key + "." + OWNER,
          "'" + Shown.of(given.text()) + "' is neither true nor false",
          "Give true, and each caller sees and changes only what it has created");
    }
    return isTrue;
  }

  private ImmutableSet<Permission> permissions(Given given, String key) {
    ImmutableSet.Builder<Permission> permissions = ImmutableSet.builder();
    for (String word : LIST.split(given.text())) {
      Optional<Permission> one =
          Arrays.stream(Permission.values()).filter(p -> p.word().equals(word)).findFirst();
      if (one.isEmpty()) {
        mistake(
            given,
            key,
            "'" + Shown.of(word) + "' is no permission",
            "Give some of read, create, update, delete, force, others, separated by commas");
      }
      one.ifPresent(permissions::add);
    }
    return permissions.build();
  }

  private void mistake(Given given, String key, String problem, String remedy) {
    mistakes.add(new Mistake(given.origin(), key, problem, remedy));
  }
}
