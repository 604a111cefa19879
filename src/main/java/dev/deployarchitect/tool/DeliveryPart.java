package dev.deployarchitect.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Bundle;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which part of a delivery a caller reads. All tools that deliver files take the same two
 * parameters; without them the answer is a plan, and the parts wait in the result's data.
 *
 * @param part one of {@link #PARTS}, or empty for the plan
 * @param file a delivered path whose text is wanted, or empty
 */
record DeliveryPart(String part, String file) {
  private static final String PART = "part";
  private static final String FILE = "file";
  private static final String ALL = "all";
  private static final String PATCH = "patch";

  /** The six parts of a recommendation, the change as a patch, and everything. */
  private static final List<String> PARTS =
      List.of("files", "guide", "cost", "benchmark", "rollback", "monitoring", PATCH, ALL);

  static final DeliveryPart PLAN = new DeliveryPart("", "");

  /** Adds the parameters to the schema of a tool that delivers. */
  static void describe(ObjectNode properties) {
    ObjectNode part = properties.putObject(PART).put("type", "string");
    part.put(
        "description",
        "A part of the recommendation, the files as a patch, or all; a short plan without it");
    ArrayNode values = part.putArray("enum");
    PARTS.forEach(values::add);
    properties
        .putObject(FILE)
        .put("type", "string")
        .put("description", "The text of one of its files, by path");
  }

  /** The part that arguments ask for, which fit the schema. */
  static DeliveryPart of(JsonNode arguments) {
    return new DeliveryPart(
        arguments.path(PART).asText("").replace("null", ""),
        arguments.path(FILE).asText("").replace("null", ""));
  }

  /** The arguments as the tool itself takes them. */
  static ObjectNode without(ObjectNode arguments) {
    ObjectNode own = arguments.deepCopy();
    own.remove(List.of(PART, FILE));
    return own;
  }

  /** The result with the text that was asked for. What the tool said itself stands in the plan. */
  ToolResult show(ToolResult.Done done, Workspace workspace) {
    if (done.files().isEmpty() && done.recommendations().isEmpty()) {
      return done;
    }
    if (!file.isEmpty()) {
      return file(done);
    }
    return done.withText(
        switch (part) {
          case "" -> DeliveryPlan.of(done, workspace);
          case PATCH -> patch(done, workspace);
          case ALL -> all(done);
          default -> heading(done);
        });
  }

  private ToolResult file(ToolResult.Done done) {
    List<String> paths = done.files().stream().map(f -> f.artifact().path()).toList();
    Optional<Delivered> found =
        done.files().stream().filter(f -> f.artifact().path().equals(file)).findFirst();
    if (found.isEmpty()) {

      return new ToolResult.Retry(Candidates.unknown("delivered file", file, paths));
    }
    String content = found.get().artifact().content();
    return done.withText(
        "%s\n%s%s%s"
            .formatted(
                ResultText.file(found.get()).strip(),
                "```\n",
                content.endsWith("\n") ? content : content + "\n",
                "```\n"));
  }

  private static String patch(ToolResult.Done done, Workspace workspace) {
    List<Artifact> artifacts = done.files().stream().map(Delivered::artifact).toList();
    String patch = Bundle.patch(artifacts, path -> workspace.source(path).map(Source::text));
    return patch.isEmpty() ? "The workspace has these files already, byte for byte.\n" : patch;
  }

  private static String all(ToolResult.Done done) {
    return done.recommendations().stream()
            .map(r -> ResultText.markdown(r, done.files()))
            .collect(Collectors.joining())
        + done.text();
  }

  private String heading(ToolResult.Done done) {
    String heading = Recommendation.HEADINGS.get(PARTS.indexOf(part));
    return done.recommendations().stream()
        .map(r -> "## %s\n\n%s".formatted(r.title(), ResultText.part(r, done.files(), heading)))
        .collect(Collectors.joining("\n"));
  }
}
