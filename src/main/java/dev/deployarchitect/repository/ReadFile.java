package dev.deployarchitect.repository;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.ShownFile;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;

/** Lines of one file, numbered, secrets replaced. */
final class ReadFile {
  private static final int LINES = 400;
  private static final int MAX_LINE = 500;

  record Input(
      @Param(value = "Path relative to the workspace, with /", required = true) String path,
      @Param("First line to read, from 1") Integer from_line,
      @Param("How many lines, at most 400") Integer lines) {}

  private ReadFile() {}

  static Tool<Input> tool() {
    return new Tool<>("read_file", "repository", Input.class, ReadFile::call);
  }

  private static ToolResult call(Input input, ToolContext context) {
    return switch (ShownFile.of(context, input.path())) {
      case ShownFile.Refused(String why) -> new ToolResult.Refused(why);
      case ShownFile.Text(Source source, boolean whole) when !whole ->
          ToolResult.Done.text(
              "%s holds values, so only its names are shown:%n%s"
                  .formatted(source.path(), source.text()));
      case ShownFile.Text(Source source, boolean whole) ->
          ToolResult.Done.text(numbered(source, input));
    };
  }

  private static String numbered(Source source, Input input) {
    int from = Math.clamp(input.from_line() == null ? 1 : input.from_line(), 1, source.lineCount());
    int count = Math.clamp(input.lines() == null ? LINES : input.lines(), 1, LINES);
    int to = Math.min(source.lineCount(), from + count - 1);
    StringBuilder out =
        new StringBuilder(
            "%s, lines %d to %d of %d%n".formatted(source.path(), from, to, source.lineCount()));
    for (int line = from; line <= to; line++) {
      String text = source.lineText(line);
      String shown = text.length() <= MAX_LINE ? text : text.substring(0, MAX_LINE) + " …";
      out.append("%5d  %s%n".formatted(line, shown));
    }
    return out.toString();
  }
}
