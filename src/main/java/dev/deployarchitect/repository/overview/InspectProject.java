package dev.deployarchitect.repository.overview;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.text.Visible;
import dev.deployarchitect.tool.Candidates;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An overview of the project; of one topic all facts, each with the place that proves it. */
public final class InspectProject {
  record Input(
      @Param(
              "All facts of one topic, such as environment, script or webhook route; an overview without it")
          String topic) {}

  private InspectProject() {}

  public static Tool<?> tool() {
    return new Tool<>("inspect_project", "repository", Input.class, InspectProject::call);
  }

  private static ToolResult call(Input input, ToolContext context) {
    ProjectProfile profile = context.profile();
    if (input.topic() != null && !input.topic().isBlank()) {
      return topic(input.topic().strip().replace('_', ' '), profile);
    }
    List<String> paths = context.workspace().files().paths();
    if (paths.isEmpty()) {
      return new ToolResult.NothingFound("There are no files in this workspace.");
    }
    return ToolResult.Done.text(new Overview(context.workspace(), profile).text())
        .withData(FactsJson.of(profile));
  }

  private static ToolResult topic(String asked, ProjectProfile profile) {
    Optional<Topic> topic =
        Stream.of(Topic.values()).filter(t -> t.label().equals(asked)).findFirst();
    if (topic.isEmpty()) {
      return new ToolResult.Retry(
          Candidates.unknown("topic", asked, Stream.of(Topic.values()).map(Topic::label).toList()));
    }
    List<Fact> facts = profile.about(topic.get()).toList();
    if (facts.isEmpty()) {
      return new ToolResult.NothingFound("The detectors saw no %s here.".formatted(asked));
    }
    StringBuilder text = new StringBuilder("%s, %d:%n".formatted(asked, facts.size()));
    facts.forEach(fact -> text.append("  ").append(line(fact)).append('\n'));
    return ToolResult.Done.text(text.toString()).withData(FactsJson.of(profile));
  }

  static String line(Fact fact) {
    String detail = fact.detail().isEmpty() ? "" : " " + fact.detail();
    return Visible.line("%s%s (%s)".formatted(fact.name(), detail, place(fact)));
  }

  static String place(Fact fact) {
    return fact.proof().path() + ":" + fact.proof().line();
  }
}
