package dev.deployarchitect.edit;

import dev.deployarchitect.draft.EditException;
import dev.deployarchitect.draft.Edits;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Edits files of the draft by exact search and replace, or by a unified diff. */
record EditFiles(Changes changes) {
  static final String NAME = "edit_files";

  record Edit(
      @Param(value = "Path relative to the repository", required = true) String path,
      @Param(
              value = "Text of the file as it stands there, with enough lines to be found once",
              required = true)
          String search,
      @Param(value = "What is to stand there; empty to delete it", required = true) String replace,
      @Param("Replace every place where the text stands") Boolean all) {}

  record Input(
      @Param(value = "What the change is for, in a sentence", required = true) String why,
      @Param("Places to edit, in one file or several") List<Edit> edits,
      @Param("A unified diff, in the place of edits or beside them") String diff) {}

  Tool<Input> tool() {
    return new Tool<>(NAME, "edit", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    boolean none = input.edits() == null || input.edits().isEmpty();
    boolean noDiff = input.diff() == null || input.diff().isBlank();
    if (none && noDiff) {
      return new ToolResult.Retry("Give edits or a diff.");
    }
    return changes.make(NAME, input.why(), context, w -> texts(input, none, noDiff, w, context));
  }

  private static Map<String, Optional<String>> texts(
      Input input, boolean none, boolean noDiff, Workspace workspace, ToolContext context) {
    Edits edits = new Edits(workspace, context.secrets());
    Map<String, Optional<String>> texts = new HashMap<>();
    if (!none) {
      texts.putAll(
          edits.replaced(
              input.edits().stream()
                  .map(e ->
                      new Edits.Replace(
                          e.path(), e.search(), e.replace(), Boolean.TRUE.equals(e.all())))
                  .toList()));
    }
    if (!noDiff) {
      edits
          .patched(input.diff())
          .forEach((path, text) -> {
            if (texts.put(path, text) != null) {
              throw new EditException(
                  "%s is in the edits and in the diff; change it by one of them.".formatted(path));
            }
          });
    }
    return texts;
  }
}
