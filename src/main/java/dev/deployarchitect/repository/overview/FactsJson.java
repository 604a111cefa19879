package dev.deployarchitect.repository.overview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;

/** All facts by topic, for clients. */
final class FactsJson {
  private FactsJson() {}

  static ObjectNode of(ProjectProfile profile) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("workspace", profile.name());
    for (Fact fact : profile.facts()) {
      String label = fact.topic().label().replace(' ', '_');
      ArrayNode array = data.has(label) ? (ArrayNode) data.get(label) : data.putArray(label);
      array
          .addObject()
          .put("name", fact.name())
          .put("detail", fact.detail())
          .put("proof", InspectProject.place(fact));
    }
    return data;
  }
}
