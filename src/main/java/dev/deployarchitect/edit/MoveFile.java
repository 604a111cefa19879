package dev.deployarchitect.edit;

import dev.deployarchitect.draft.Edits;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;

/** Moves a file of the draft. */
record MoveFile(Changes changes) {
  static final String NAME = "move_file";

  record Input(
      @Param(value = "Why, in a sentence", required = true) String why,
      @Param(value = "Where the file lies", required = true) String from,
      @Param(value = "Where it is to lie", required = true) String to) {}

  Tool<Input> tool() {
    return new Tool<>(NAME, "edit", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    return changes.make(
        NAME,
        input.why(),
        context,
        workspace -> new Edits(workspace, context.secrets()).moved(input.from(), input.to()));
  }
}
