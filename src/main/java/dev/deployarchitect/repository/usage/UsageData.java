package dev.deployarchitect.repository.usage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Usages for a client: counts by kind, and the first places. */
final class UsageData {
  private static final int MAX_PLACES = 300;

  private UsageData() {}

  static ObjectNode of(Map<Usage.Part, List<Usage>> sections) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ArrayNode places = data.putArray("usages");
    ObjectNode counts = data.putObject("counts");
    sections.forEach((part, usages) -> {
      counts.put(part.name().toLowerCase(Locale.ROOT), usages.size());
      for (Usage usage : usages) {
        if (places.size() < MAX_PLACES) {
          ObjectNode place = places.addObject();
          place.put("kind", part.name().toLowerCase(Locale.ROOT));
          place.put("path", usage.path());
          place.put("line", usage.span().line());
          place.put("note", usage.note());
        }
      }
    });
    return data;
  }
}
