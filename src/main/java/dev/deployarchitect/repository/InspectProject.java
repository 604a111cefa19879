package dev.deployarchitect.repository;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;

/** The profile of the project, each fact with the place that proves it. */
final class InspectProject {
  record Input() {}

  private InspectProject() {}

  static Tool<Input> tool() {
    return new Tool<>("inspect_project", "repository", Input.class, InspectProject::call);
  }

  private static ToolResult call(Input input, ToolContext context) {
    ProjectProfile profile = context.profile();
    if (profile.facts().isEmpty()) {
      return new ToolResult.NothingFound(
          "Nothing in this workspace is known to the detectors (%d files seen)."
              .formatted(context.workspace().files().paths().size()));
    }
    StringBuilder text = new StringBuilder("Workspace: " + profile.name() + "\n");
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("workspace", profile.name());
    for (Topic topic : Topic.values()) {
      List<Fact> facts = profile.about(topic).toList();
      if (!facts.isEmpty()) {
        text.append(topic.label()).append(":\n");
        ArrayNode array = data.putArray(topic.label().replace(' ', '_'));
        facts.forEach(fact -> fact(fact, text, array));
      }
    }
    return ToolResult.Done.text(text.toString()).withData(data);
  }

  private static void fact(Fact fact, StringBuilder text, ArrayNode array) {
    String detail = fact.detail().isEmpty() ? "" : " " + fact.detail();
    String place = fact.proof().path() + ":" + fact.proof().line();
    text.append("  %s%s (%s)%n".formatted(fact.name(), detail, place));
    ObjectNode node = array.addObject();
    node.put("name", fact.name());
    node.put("detail", fact.detail());
    node.put("proof", place);
  }
}
