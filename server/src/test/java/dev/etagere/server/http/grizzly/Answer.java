package dev.etagere.server.http.grizzly;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One answer as it came over the wire: field names in lower case, the content byte for char. */
record Answer(int status, Map<String, List<String>> fields, String text) {
  Optional<String> field(String name) {
    List<String> values = fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    if (values.size() > 1) {
      throw new AssertionError("more than one " + name + ": " + values);
    }
    return values.stream().findFirst();
  }
}
