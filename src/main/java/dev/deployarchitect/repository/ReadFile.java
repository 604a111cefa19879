package dev.deployarchitect.repository;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;

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
    return switch (context.workspace().read(input.path())) {
      case Workspace.Read.Unreadable(String why) -> new ToolResult.Refused(why);
      case Workspace.Read.Text(Source source) when isEnv(source.path()) ->
          ToolResult.Done.text(
              "%s holds values, so only its names are shown:%n%s"
                  .formatted(source.path(), names(source)));
      case Workspace.Read.Text(Source source) ->
          ToolResult.Done.text(
              numbered(new Source(source.path(), context.secrets().replace(source.text())), input));
    };
  }

  private static boolean isEnv(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return (name.startsWith(".env") || name.endsWith(".env"))
        && !name.matches(".*(example|sample|template|dist).*");
  }

  private static String names(Source source) {
    return source
        .text()
        .lines()
        .filter(l -> l.contains("=") && !l.strip().startsWith("#"))
        .map(l -> l.substring(0, l.indexOf('=')).strip() + "=…")
        .reduce("", (a, b) -> a + b + "\n");
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
