package dev.etagere.server.config.text;

import dev.etagere.server.resource.CollectionPolicy;
import dev.etagere.server.resource.GeneratedValue;
import dev.etagere.server.resource.MemberPath;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** How a collection's rules about keys and members are written. */
public final class Members {
  private static final String KINDS = "random, now or uuid";

  private Members() {}

  /**
   * Reads whether a POST needs an Idempotency-Key.
   *
   * @throws InvalidValueException if the text is neither required nor optional
   */
  public static boolean keyRequired(String text) throws InvalidValueException {
    return switch (text) {
      case "required" -> true;
      case "optional" -> false;
      default ->
          throw new InvalidValueException(
              "'" + Shown.of(text) + "' is not known", "Give required or optional");
    };
  }

  /**
   * Reads what the server is to put into a member.
   *
   * @throws InvalidValueException if the text is no kind of value
   */
  public static GeneratedValue generated(String text) throws InvalidValueException {
    return Arrays.stream(GeneratedValue.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValueException(
                    "'" + Shown.of(text) + "' is not known", "Give " + KINDS));
  }

  /**
   * Returns the name of a member that has no role yet.
   *
   * @throws InvalidValueException if it has one: a member of the natural key names the resource,
   *     and one that the server makes is new each time
   */
  public static String inOneRoleOnly(
      String member, Collection<String> naturalKey, Collection<String> generated)
      throws InvalidValueException {
    if (member.isEmpty()) {
      throw new InvalidValueException("The name of the member is empty", "Name a member");
    } else if (naturalKey.contains(member) || generated.contains(member)) {
      throw new InvalidValueException(
          "The member '" + Shown.of(member) + "' is named twice",
          "Name it once, in naturalKey or in generated");
    }
    return member;
  }

  /**
   * Reads a member that a collection is to be listed by.
   *
   * @param before those that were read before
   * @throws InvalidValueException if it cannot be one
   */
  public static MemberPath queried(String text, Collection<MemberPath> before)
      throws InvalidValueException {
    MemberPath member =
        MemberPath.parse(text)
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        "'" + Shown.of(text) + "' is no path to a member",
                        "Give names of letters, digits and _ - @ : with dots between them, like"
                            + " owner.id"));
    if (CollectionPolicy.RESERVED.contains(text)) {
      throw new InvalidValueException(
          "'" + text + "' is what the server itself keeps of each resource",
          "Leave it out: every collection is listed by id, createdAt and modifiedAt");
    } else if (before.contains(member)) {
      throw new InvalidValueException(
          "The member '" + Shown.of(text) + "' is named twice", "Name it once");
    } else if (before.size() == CollectionPolicy.MAX_QUERY) {
      throw new InvalidValueException(
          "More than " + CollectionPolicy.MAX_QUERY + " members are named",
          "Name those that lists are asked by: each one slows every write down");
    }
    return member;
  }
}
