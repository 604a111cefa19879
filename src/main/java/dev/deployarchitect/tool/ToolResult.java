package dev.deployarchitect.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.finding.Finding;
import java.util.List;

/** What a call came to. {@link #text} is for the model. */
public sealed interface ToolResult {

  String text();

  /**
   * The call did its work.
   *
   * @param data for a client: what the text says, as an object
   */
  record Done(
      String text,
      ObjectNode data,
      List<Finding> findings,
      List<Delivered> files,
      List<Recommendation> recommendations)
      implements ToolResult {

    public static Done text(String text) {
      return new Done(text, JsonNodeFactory.instance.objectNode(), List.of(), List.of(), List.of());
    }

    public static Done findings(String text, List<Finding> findings) {
      return new Done(text, JsonNodeFactory.instance.objectNode(), findings, List.of(), List.of());
    }

    /**
     * Files with their recommendations.
     *
     * @param text what the tool adds to these; {@link Tool#delivers} words the rest
     */
    public static Done delivery(
        String text, List<Delivered> files, List<Recommendation> recommendations) {
      return new Done(
          text, JsonNodeFactory.instance.objectNode(), List.of(), files, recommendations);
    }

    @Override
    public Done withText(String other) {
      return new Done(other, data, findings, files, recommendations);
    }

    public Done withData(ObjectNode more) {
      return new Done(text, more, findings, files, recommendations);
    }

    public Done withFindings(List<Finding> more) {
      return new Done(text, data, more, files, recommendations);
    }
  }

  /** There was nothing to do it to: no Dockerfile, no match. A success for exit codes. */
  record NothingFound(String text) implements ToolResult {}

  /** The call can succeed if it is made otherwise. */
  record Retry(String text) implements ToolResult {}

  /** The call asks for what is not allowed. */
  record Refused(String text) implements ToolResult {}

  /** The call should have worked and did not. */
  record Failed(String text) implements ToolResult {}

  /** The same, said otherwise. */
  default ToolResult withText(String other) {
    return switch (this) {
      case Done done -> done.withText(other);
      case NothingFound n -> new NothingFound(other);
      case Retry r -> new Retry(other);
      case Refused r -> new Refused(other);
      case Failed f -> new Failed(other);
    };
  }

  /** The name of the kind, as events and clients read it. */
  default String status() {
    return switch (this) {
      case Done d -> "done";
      case NothingFound n -> "nothing_found";
      case Retry r -> "retry";
      case Refused r -> "refused";
      case Failed f -> "failed";
    };
  }
}
