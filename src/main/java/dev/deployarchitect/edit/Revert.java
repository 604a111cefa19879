package dev.deployarchitect.edit;

import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.draft.EditException;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes changes of the draft back: one, those of some files, or all. */
record Revert(Changes changes) {
  static final String NAME = "revert";

  record Input(
      @Param("The number of the change to take back") Integer change,
      @Param("Files to bring back to what the repository holds") List<String> paths,
      @Param("Whether to take back everything") Boolean all) {}

  Tool<Input> tool() {
    return new Tool<>(NAME, "edit", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    boolean all = Boolean.TRUE.equals(input.all());
    boolean some = input.paths() != null && !input.paths().isEmpty();
    if ((all ? 1 : 0) + (some ? 1 : 0) + (input.change() == null ? 0 : 1) != 1) {
      return new ToolResult.Retry("Give one of change, paths and all.");
    }
    String what =
        all ? "everything" : some ? String.join(", ", input.paths()) : "change " + input.change();
    return changes.make(
        NAME, "takes back " + what, context, w -> texts(input, all, context.draft()));
  }

  private static Map<String, Optional<String>> texts(Input input, boolean all, Draft draft) {
    if (input.change() != null) {
      return draft.reverted(input.change());
    }
    List<String> paths = all ? List.copyOf(draft.files().keySet()) : input.paths();
    for (String path : paths) {
      if (draft.file(path).isEmpty()) {
        throw new EditException(
            "The draft does not change %s; it changes: %s."
                .formatted(path, String.join(", ", draft.files().keySet())));
      }
    }
    return draft.reverted(paths);
  }
}
