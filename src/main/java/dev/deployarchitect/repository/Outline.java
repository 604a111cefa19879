package dev.deployarchitect.repository;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.repository.usage.Page;
import dev.deployarchitect.repository.usage.CodeFiles;
import dev.deployarchitect.repository.usage.FileOutline;
import dev.deployarchitect.repository.usage.Nearness;
import dev.deployarchitect.repository.usage.OutlineCounts;
import dev.deployarchitect.syntax.code.CodeParser;
import dev.deployarchitect.syntax.code.Language;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What files define, import, serve and read. */
final class Outline {
  /** So many files are told whole; of more, a line each. */
  private static final int WHOLE = 5;

  /** A folder of more files is to be narrowed. */
  private static final int MOST = 400;

  record Input(
      @Param(value = "Files or folders, relative to the workspace", required = true)
          List<String> paths,
      @Param("Where the next lines begin, as the previous result says") Integer cursor) {}

  private Outline() {}

  static Tool<Input> tool(CodeParser parser) {
    return new Tool<>(
        "outline", "repository", Input.class, (input, context) -> call(input, context, parser));
  }

  private static ToolResult call(Input input, ToolContext context, CodeParser parser) {
    Set<String> found = new HashSet<>();
    for (String path : input.paths()) {
      CodeFiles files = new CodeFiles(context.workspace(), parser, path.equals(".") ? "" : path);
      List<String> all = files.paths(p -> true);
      if (all.isEmpty()) {
        return new ToolResult.Retry("There is no file at or below '%s'.".formatted(path));
      }
      all.stream().filter(p -> Language.of(p).isPresent()).forEach(found::add);
    }
    List<String> paths = found.stream().sorted(Nearness.to("")).toList();
    if (paths.isEmpty()) {
      return new ToolResult.NothingFound(
          "No code there; languages that are read: %s."
              .formatted(String.join(", ", Language.all().stream().map(Language::name).toList())));
    }
    Optional<String> unavailable = parser.unavailable();
    if (unavailable.isPresent()) {
      return new ToolResult.Failed(unavailable.get() + " Use search_files and read_file.");
    }
    return read(paths, input, context, parser);
  }

  private static ToolResult read(
      List<String> paths, Input input, ToolContext context, CodeParser parser) {
    CodeFiles files = new CodeFiles(context.workspace(), parser, "");
    List<String> lines = new ArrayList<>();
    boolean whole = paths.size() <= WHOLE;
    OutlineCounts counts = new OutlineCounts();
    for (String path : paths.stream().limit(MOST).toList()) {
      Interruption.check();
      Optional<Source> source = context.workspace().source(path);
      if (source.isEmpty()) {
        lines.add(path + "  (not readable: too large or binary)");
        continue;
      }
      source
          .flatMap(files::tree)
          .map(FileOutline::of)
          .ifPresentOrElse(
              outline -> {
                counts.add(outline);
                lines.addAll(whole ? outline.lines() : List.of(outline.line()));
              },
              () -> lines.add(path + "  (could not be parsed)"));
    }
    if (paths.size() > MOST) {
      lines.add("%d more files are not told: give a folder below.".formatted(paths.size() - MOST));
    }
    files.unread().forEach(u -> lines.add("Note: " + u + "."));
    String head = "%d files of code: %s".formatted(paths.size(), counts);
    return ToolResult.Done.text(
        Page.of(head, lines, input.cursor() == null ? 0 : input.cursor(), 0));
  }
}
