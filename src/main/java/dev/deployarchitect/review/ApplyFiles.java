package dev.deployarchitect.review;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Bundle;
import dev.deployarchitect.delivery.Bundle.Difference;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the draft into the workspace, or the files of another tool, when a person who has seen the
 * patch says yes. The other tool's call is made again, so that what is written is what it hands
 * over now, and the same call works in every front. Called again after it wrote, it finds nothing
 * to do.
 */
final class ApplyFiles {
  private static final String NAME = "apply_files";

  /** More than this nobody reads before they answer; nothing of a patch is ever left out. */
  private static final int MAX_PATCH = 200_000;

  record Input(
      @Param("A tool whose files are written, such as generate_dockerfile; without it the draft")
          String tool,
      @Param("The arguments it was called with; none without them") ObjectNode arguments,
      @Param("Which of the files; all without it") List<String> paths) {}

  private final Toolbox others;
  private final PathTable effects;

  ApplyFiles(Toolbox others, PathTable effects) {
    this.others = others;
    this.effects = effects;
  }

  Tool<Input> tool() {
    return Tool.writing(NAME, "review", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    if (!context.workspace().isWritable()) {
      return new ToolResult.Refused(
          "This workspace is only read here. Hand the files over; the person downloads them as a zip or a patch.");
    }
    if (input.tool() == null || input.tool().isBlank()) {
      return draft(input, context);
    }
    ObjectNode arguments =
        input.arguments() == null ? JsonNodeFactory.instance.objectNode() : input.arguments();
    return switch (others.callHere(input.tool(), arguments, context)) {
      case ToolResult.Done done when done.files().isEmpty() ->
          new ToolResult.Retry("%s hands over no files.".formatted(input.tool()));
      case ToolResult.Done done -> {
        Workspace now = context.original().again();
        yield chosen(
            input, done.files().stream().map(f -> difference(f.artifact(), now)).toList(), context);
      }
      case ToolResult other -> other;
    };
  }

  private ToolResult draft(Input input, ToolContext context) {
    if (context.draft().isEmpty()) {
      return new ToolResult.NothingFound(
          "The draft is empty. Change it first (edit_files, take_files), or name the tool whose files are to be written.");
    }
    return chosen(
        input,
        context.draft().files().values().stream()
            .map(f -> new Difference(f.path(), f.base(), f.after()))
            .toList(),
        context);
  }

  private static Difference difference(Artifact file, Workspace now) {
    return new Difference(
        file.path(), now.source(file.path()).map(Source::text), Optional.of(file.content()));
  }

  private ToolResult chosen(Input input, List<Difference> files, ToolContext context) {
    List<String> paths = input.paths() == null ? List.of() : input.paths();
    List<String> known = files.stream().map(Difference::path).toList();
    List<String> unknown = paths.stream().filter(p -> !known.contains(p)).toList();
    String owner = input.tool() == null ? "The draft" : input.tool();
    if (!unknown.isEmpty()) {
      return new ToolResult.Retry(
          "%s hands over no %s; its files are: %s."
              .formatted(owner, String.join(", ", unknown), String.join(", ", known)));
    }
    List<Difference> wanted =
        files.stream().filter(f -> paths.isEmpty() || paths.contains(f.path())).toList();
    List<Difference> changed = wanted.stream().filter(f -> !f.before().equals(f.after())).toList();
    if (changed.isEmpty()) {
      return new ToolResult.NothingFound(
          "The workspace has %s already, byte for byte.".formatted(paths(wanted)));
    }
    List<WorkspaceWriter.Change> changes =
        changed.stream()
            .map(f -> new WorkspaceWriter.Change(f.path(), f.before(), f.after()))
            .toList();
    WorkspaceWriter.check(context.workspace(), changes);
    String patch = Bundle.patch(changed);
    String shown = context.secrets().replace(patch);
    if (shown.length() > MAX_PATCH) {
      return new ToolResult.Retry(
          "The patch has %,d characters, more than the %,d that a person is shown at once. Choose some of the files by paths: %s."
              .formatted(shown.length(), MAX_PATCH, paths(changed)));
    }
    return written(changes, head(changed, patch) + "\n" + shown, context);
  }

  private static String paths(List<Difference> files) {
    return files.stream().map(Difference::path).collect(Collectors.joining(", "));
  }

  /**
   * Every path first, with what it can do. The hash binds a yes to the bytes, also where a secret
   * is not shown.
   */
  private String head(List<Difference> files, String patch) {
    StringBuilder head = new StringBuilder();
    for (Difference file : files) {
      head.append(verb(file.before(), file.after()))
          .append("  ")
          .append(Visible.line(file.path()))
          .append(
              file.after()
                  .flatMap(text -> effect(file.path(), text))
                  .map(effect -> "\n        " + effect)
                  .orElse(""))
          .append('\n');
    }
    return head.append("sha256 of the patch: ")
        .append(new Artifact("patch", patch, "what is written").sha256())
        .append('\n')
        .toString();
  }

  private static String verb(Optional<String> before, Optional<String> after) {
    return before.isEmpty() ? "create" : after.isEmpty() ? "delete" : "change";
  }

  private Optional<String> effect(String path, String text) {
    Optional<String> script =
        text.startsWith("#!")
            ? Optional.of("Script: runs code when it is called")
            : Optional.empty();
    return effects.of(path).or(() -> script);
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
                        .formatted(
                            c.path(),
                            c.before().isEmpty()
                                ? "new"
                                : c.content().isEmpty() ? "deleted" : "changed"))
                .collect(Collectors.joining()));
      }
    };
  }
}
