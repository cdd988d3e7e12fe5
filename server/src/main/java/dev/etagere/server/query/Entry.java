package dev.etagere.server.query;

import com.google.common.collect.ImmutableMap;
import dev.etagere.server.resource.MemberPath;
import dev.etagere.server.resource.ResourceId;
import dev.etagere.server.resource.StoredResource;
import dev.etagere.server.resource.Version;
import java.time.Instant;
import java.util.List;

/**
 * What an index tells of a live resource, without its content.
 *
 * @param id its id
 * @param version its version when it was found
 * @param createdAt when its first version was made
 * @param modifiedAt when this version was made
 * @param keys the sort keys of the members that the collection declares
 */
public record Entry(
    ResourceId id,
    Version version,
    Instant createdAt,
    Instant modifiedAt,
    ImmutableMap<MemberPath, String> keys) {

  /** The entry of a resource, its keys taken from its content. */
  public static Entry of(
      StoredResource.Live resource, List<MemberPath> members, MemberKeys memberKeys) {
    List<String> keys = memberKeys.of(resource.content()).orElseGet(memberKeys::ofNothing);
    ImmutableMap.Builder<MemberPath, String> byMember = ImmutableMap.builder();
    for (int i = 0; i < members.size(); i++) {
      byMember.put(members.get(i), keys.get(i));
    }
    return new Entry(
        resource.id(),
        resource.version(),
        resource.createdAt(),
        resource.modifiedAt(),
        byMember.buildOrThrow());
  }

  /**
   * The key of a field.
   *
   * @throws IllegalArgumentException if it is a member that the collection does not declare
   */
  public String key(QueryField field) {
    if (field instanceof QueryField.Member member) {
      String key = keys.get(member.path());
      if (key == null) {
        throw new IllegalArgumentException("the member " + member.label() + " is not declared");
      }
      return key;
    }
    return switch ((QueryField.Own) field) {
      case ID -> id.value();
      case CREATED_AT -> QueryField.keyOf(createdAt);
      case MODIFIED_AT -> QueryField.keyOf(modifiedAt);
    };
  }
}
