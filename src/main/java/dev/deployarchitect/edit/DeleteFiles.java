package dev.deployarchitect.edit;

import dev.deployarchitect.draft.Edits;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;

/** Deletes files in the draft. */
record DeleteFiles(Changes changes) {
  static final String NAME = "delete_files";

  record Input(
      @Param(value = "Why they can go, in a sentence", required = true) String why,
      @Param(value = "Paths relative to the repository", required = true) List<String> paths) {}

  Tool<Input> tool() {
    return new Tool<>(NAME, "edit", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    return changes.make(
        NAME,
        input.why(),
        context,
        workspace -> new Edits(workspace, context.secrets()).deleted(input.paths()));
  }
}
