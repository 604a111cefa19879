package dev.deployarchitect.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Bundle;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Visible;
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

  /** More than this nobody reads before they answer; nothing of a patch is ever left out. */
  private static final int MAX_PATCH = 200_000;

  record Input(
      @Param(
              value = "The tool whose files are written, such as generate_dockerfile",
              required = true)
          String tool,
      @Param("The arguments it was called with; none without them") ObjectNode arguments,
      @Param("Which of its files; all without it") List<String> paths) {}

  private final Toolbox others;
  private final PathTable effects;

  ApplyFiles(Toolbox others, PathTable effects) {
    this.others = others;
    this.effects = effects;
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
    return switch (others.callHere(input.tool(), arguments, context)) {
      case ToolResult.Done done when done.files().isEmpty() ->
          new ToolResult.Retry("%s hands over no files.".formatted(input.tool()));
      case ToolResult.Done done -> chosen(input, done.files(), context);
      case ToolResult other -> other;
    };
  }

  private ToolResult chosen(Input input, List<Delivered> files, ToolContext context) {
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
    List<Artifact> changed =
        artifacts.stream()
            .filter(a -> changes.stream().anyMatch(c -> c.path().equals(a.path())))
            .toList();
    WorkspaceWriter.check(context.workspace(), changes);
    String patch = Bundle.patch(changed, path -> now.source(path).map(Source::text));
    String shown = context.secrets().replace(patch);
    if (shown.length() > MAX_PATCH) {
      return new ToolResult.Retry(
          "The patch has %,d characters, more than the %,d that a person is shown at once. Choose some of the files by paths: %s."
              .formatted(
                  shown.length(),
                  MAX_PATCH,
                  changed.stream().map(Artifact::path).collect(Collectors.joining(", "))));
    }
    return written(changes, head(changed, changes, patch) + "\n" + shown, context);
  }

  /**
   * Every path first, with what it can do. The hash binds a yes to the bytes, also where a secret
   * is not shown.
   */
  private String head(List<Artifact> files, List<WorkspaceWriter.Change> changes, String patch) {
    StringBuilder head = new StringBuilder();
    for (int i = 0; i < files.size(); i++) {
      Artifact file = files.get(i);
      head.append(changes.get(i).before().isPresent() ? "change  " : "create  ")
          .append(Visible.line(file.path()))
          .append(effect(file).map(effect -> "\n        " + effect).orElse(""))
          .append('\n');
    }
    return head.append("sha256 of the patch: ")
        .append(new Artifact("patch", patch, "what is written").sha256())
        .append('\n')
        .toString();
  }

  private Optional<String> effect(Artifact file) {
    Optional<String> script =
        file.content().startsWith("#!")
            ? Optional.of("Script: runs code when it is called")
            : Optional.empty();
    return effects.of(file.path()).or(() -> script);
  }

  private static ToolResult written(
      List<WorkspaceWriter.Change> changes, String detail, ToolContext context) {
    String action =
        "Write %d %s into %s"
            .formatted(
                changes.size(), changes.size() == 1 ? "file" : "files", context.workspace().name());
    return switch (context.ask(new Approval(action, detail))) {
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
