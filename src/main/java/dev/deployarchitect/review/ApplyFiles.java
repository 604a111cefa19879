package dev.deployarchitect.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Bundle;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Approval;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.tool.Toolbox;
import dev.deployarchitect.workspace.Workspace;
import dev.deployarchitect.workspace.WorkspaceWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the files of another tool into the workspace, when a person who has seen the patch says
 * yes. The other tool's call is made again, so that what is written is what it hands over now, and
 * the same call works in every front. Called again after it wrote, it finds nothing to do.
 */
final class ApplyFiles {
  private static final String NAME = "apply_files";

  /** A person reads this; the rest is counted. */
  private static final int MAX_PATCH = 60_000;

  record Input(
      @Param(
              value = "The tool whose files are written, such as generate_dockerfile",
              required = true)
          String tool,
      @Param("The arguments it was called with; none without them") ObjectNode arguments,
      @Param("Which of its files; all without it") List<String> paths) {}

  private final Toolbox others;

  ApplyFiles(Toolbox others) {
    this.others = others;
  }

  Tool<Input> tool() {
    return new Tool<>(NAME, "review", Input.class, this::call, true);
  }

  private ToolResult call(Input input, ToolContext context) {
    if (!context.workspace().isWritable()) {
      return new ToolResult.Refused(
          "This workspace is only read here. Hand the files over; the person downloads them as a zip or a patch.");
    }
    ObjectNode arguments =
        input.arguments() == null ? JsonNodeFactory.instance.objectNode() : input.arguments();
    return switch (others.call(input.tool(), arguments, context)) {
      case ToolResult.Done done when done.files().isEmpty() ->
          new ToolResult.Retry("%s hands over no files.".formatted(input.tool()));
      case ToolResult.Done done -> chosen(input, done.files(), context);
      case ToolResult other -> other;
    };
  }

  private static ToolResult chosen(Input input, List<Delivered> files, ToolContext context) {
    List<String> paths = input.paths() == null ? List.of() : input.paths();
    List<String> known = files.stream().map(f -> f.artifact().path()).toList();
    List<String> unknown = paths.stream().filter(p -> !known.contains(p)).toList();
    if (!unknown.isEmpty()) {
      return new ToolResult.Retry(
          "%s hands over no %s; its files are: %s."
              .formatted(input.tool(), String.join(", ", unknown), String.join(", ", known)));
    }
    Workspace now = context.workspace().again();
    List<Artifact> artifacts =
        files.stream()
            .map(Delivered::artifact)
            .filter(a -> paths.isEmpty() || paths.contains(a.path()))
            .toList();
    List<WorkspaceWriter.Change> changes = new ArrayList<>();
    for (Artifact a : artifacts) {
      Optional<String> before = now.source(a.path()).map(Source::text);
      if (!before.equals(Optional.of(a.content()))) {
        changes.add(new WorkspaceWriter.Change(a.path(), before, a.content()));
      }
    }
    if (changes.isEmpty()) {
      return new ToolResult.NothingFound(
          "The workspace has %s already, byte for byte."
              .formatted(artifacts.stream().map(Artifact::path).collect(Collectors.joining(", "))));
    }
    String patch = Bundle.patch(artifacts, path -> now.source(path).map(Source::text));
    return written(changes, patch, context);
  }

  private static ToolResult written(
      List<WorkspaceWriter.Change> changes, String patch, ToolContext context) {
    String action =
        "Write %d %s into %s"
            .formatted(
                changes.size(), changes.size() == 1 ? "file" : "files", context.workspace().name());
    String shown = context.secrets().replace(patch);
    Approval approval =
        new Approval(
            action,
            shown.length() <= MAX_PATCH
                ? shown
                : shown.substring(0, MAX_PATCH)
                    // The hash binds the yes to what is not shown, too.
                    + "\n… and %,d characters more of %d files (sha256 of all: %s)"
                        .formatted(
                            shown.length() - MAX_PATCH,
                            changes.size(),
                            new Artifact("patch", patch, "what is written").sha256()));
    return switch (context.ask(approval)) {
      case Approval.Decision.Rejected(String reason) ->
          new ToolResult.Refused("Nothing was written: a person said no (%s).".formatted(reason));
      case Approval.Decision.NobodyToAsk() ->
          new ToolResult.Refused(
              "Nothing was written: nobody can be asked here. Hand the files over instead.");
      case Approval.Decision.Approved() -> {
        WorkspaceWriter.write(context.workspace(), changes);
        context.readAgain();
        yield ToolResult.Done.text(
            changes.stream()
                .map(c ->
                    "written: %s (%s)%n"
                        .formatted(c.path(), c.before().isPresent() ? "changed" : "new"))
                .collect(Collectors.joining()));
      }
    };
  }
}
