package dev.deployarchitect.edit;

import dev.deployarchitect.delivery.Bundle;
import dev.deployarchitect.delivery.Bundle.Difference;
import dev.deployarchitect.draft.Change;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.draft.Rebase;
import dev.deployarchitect.text.Visible;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.Collection;
import java.util.List;

/** Shows the draft: its changes, its files with what checks said, and their diff on request. */
final class ShowDraft {
  private static final int LISTED = 40;
  private static final int PATCH = 10_000;

  record Input(
      @Param("Files whose diff to show; without it the list of all files") List<String> paths) {}

  Tool<Input> tool() {
    return new Tool<>("show_draft", "edit", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    Draft draft = context.draft();
    if (draft.isEmpty()) {
      return new ToolResult.NothingFound("The draft is empty: nothing is delivered yet.");
    }
    if (input.paths() == null || input.paths().isEmpty()) {
      return ToolResult.Done.text(list(draft, context));
    }
    for (String path : input.paths()) {
      if (draft.file(path).isEmpty()) {
        return new ToolResult.Retry(
            "The draft does not change %s; it changes: %s."
                .formatted(path, String.join(", ", draft.files().keySet())));
      }
    }
    String patch =
        patch(
            draft.files().values().stream().filter(f -> input.paths().contains(f.path())).toList());
    return ToolResult.Done.text(
        patch.length() <= PATCH
            ? patch
            : patch.substring(0, PATCH)
                + "\n… %,d more characters; read_files shows the rest."
                    .formatted(patch.length() - PATCH));
  }

  private static String patch(Collection<Draft.File> files) {
    return Bundle.patch(files.stream().map(ShowDraft::difference).toList());
  }

  private static Difference difference(Draft.File file) {
    return new Difference(file.path(), file.base(), file.after());
  }

  private static String list(Draft draft, ToolContext context) {
    StringBuilder out =
        new StringBuilder(
            "The draft: %d files, by %d changes.%n"
                .formatted(draft.files().size(), draft.version()));
    draft.files().values().stream().limit(LISTED).forEach(f -> out.append(line(f, context)));
    if (draft.files().size() > LISTED) {
      out.append("and %d more files%n".formatted(draft.files().size() - LISTED));
    }
    List<String> conflicts = Rebase.of(draft, context.original()).conflicts();
    if (!conflicts.isEmpty()) {
      out.append(
          "Changed in the repository too, in the same lines: %s. Their diff does not apply; revert them and edit anew.%n"
              .formatted(String.join(", ", conflicts)));
    }
    out.append("Changes, the last first:\n");
    draft.changes().reversed().stream().limit(LISTED).forEach(c -> out.append(line(c)));
    return out.toString();
  }

  private static String line(Draft.File file, ToolContext context) {
    int[] lines = difference(file).lines();
    String checks = CheckText.of(file, context);
    return "- `%s` %s, +%d -%d%s%n"
        .formatted(
            Visible.line(file.path()),
            file.kind(),
            lines[0],
            lines[1],
            checks.isEmpty() ? "" : " [" + checks + "]");
  }

  private static String line(Change change) {
    return "%d. %s: %s (%s)%n"
        .formatted(
            change.number(),
            change.tool(),
            Visible.line(change.why()),
            Visible.line(change.paths()));
  }
}
