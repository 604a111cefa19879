package dev.deployarchitect.repository;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.ShownFile;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines that contain a text. Plain text, no regular expression: a model's cannot stall us. */
final class SearchFiles {
  private static final int MATCHES = 60;

  record Input(
      @Param(value = "The text to look for, as it stands; case does not matter", required = true)
          String text,
      @Param("Only in files whose path contains this") String path_contains) {}

  private SearchFiles() {}

  static Tool<Input> tool() {
    return new Tool<>("search_files", "repository", Input.class, SearchFiles::call);
  }

  private static ToolResult call(Input input, ToolContext context) {
    if (input.text().isBlank()) {
      return new ToolResult.Retry("Give a text to look for.");
    }
    String needle = input.text().toLowerCase(Locale.ROOT);
    String part = input.path_contains() == null ? "" : input.path_contains();
    List<String> matches = new ArrayList<>();
    int files = 0;
    for (String path : context.workspace().paths(p -> p.contains(part))) {
      // Searched as it is shown: a line of a key is none when its first line is not there.
      if (context.workspace().source(path).isPresent()
          && ShownFile.of(context, path) instanceof ShownFile.Text(Source shown, boolean whole)) {
        files++;
        search(shown, needle, matches);
      }
      if (matches.size() >= MATCHES) {
        matches.add("(only the first %d matches; narrow the search)".formatted(MATCHES));
        break;
      }
    }
    return matches.isEmpty()
        ? new ToolResult.NothingFound(
            "'%s' stands in none of %d files.".formatted(input.text(), files))
        : ToolResult.Done.text(String.join("\n", matches));
  }

  private static void search(Source source, String needle, List<String> matches) {
    String lower = source.text().toLowerCase(Locale.ROOT);
    int line = 0;
    int at = lower.indexOf(needle);
    while (at >= 0 && matches.size() < MATCHES) {
      int found = source.line(Math.min(at, source.length()));
      if (found != line) {
        line = found;
        String text = source.lineText(line).strip();
        matches.add(
            "%s:%d: %s"
                .formatted(
                    source.path(),
                    line,
                    text.length() <= 200 ? text : text.substring(0, 200) + " …"));
      }
      at = lower.indexOf(needle, at + needle.length());
    }
  }
}
