package dev.deployarchitect.edit;

import dev.deployarchitect.draft.Edits;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes whole files into the draft. */
record WriteFiles(Changes changes) {
  static final String NAME = "write_files";

  record Written(
      @Param(value = "Path relative to the repository", required = true) String path,
      @Param(value = "The whole file", required = true) String content) {}

  record Input(
      @Param(value = "What the files are for, in a sentence", required = true) String why,
      @Param(value = "The files", required = true) List<Written> files) {}

  Tool<Input> tool() {
    return new Tool<>(NAME, "edit", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    Map<String, String> contents = new LinkedHashMap<>();
    for (Written file : input.files()) {
      if (contents.put(file.path(), file.content()) != null) {
        return new ToolResult.Retry("%s is given twice.".formatted(file.path()));
      }
    }
    return changes.make(
        NAME,
        input.why(),
        context,
        workspace -> new Edits(workspace, context.secrets()).written(contents));
  }
}
