package dev.deployarchitect.repository;

import dev.deployarchitect.repository.search.PathGlobs;
import dev.deployarchitect.text.Visible;
import dev.deployarchitect.tool.Candidates;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tier;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.FileList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Paths of the workspace, by glob, page by page. */
final class ListFiles {
  private static final int PAGE = 200;

  /** Paths that are a first answer. */
  private static final int SHOWN_AT_ONCE = 30;

  private static final int ROOT_FILES = 30;

  record Input(
      @Param("Glob over relative paths, such as **/*.tf or prisma/**; all files without it")
          String glob,
      @Param("How many matches to leave out, to read the next page") Integer offset) {}

  private ListFiles() {}

  static Tool<Input> tool() {
    return new Tool<>("list_files", "repository", Input.class, ListFiles::call);
  }

  private static ToolResult call(Input input, ToolContext context) {
    FileList files = context.workspace().files();
    String glob = input.glob() == null || input.glob().isBlank() ? "**" : input.glob();
    PathGlobs globs;
    try {
      globs = PathGlobs.of(List.of(glob));
    } catch (IllegalArgumentException e) {
      return new ToolResult.Retry(e.getMessage());
    }
    List<String> found = files.paths().stream().filter(globs).toList();
    if (found.isEmpty()) {
      return new ToolResult.NothingFound(
          "No file matches %s (%d files in all).%s"
              .formatted(glob, files.paths().size(), near(glob, files.paths())));
    }
    if (input.glob() == null && input.offset() == null && found.size() > SHOWN_AT_ONCE) {
      return ToolResult.Done.text(folders(found) + left(files));
    }
    int offset = Math.clamp(input.offset() == null ? 0 : input.offset(), 0, found.size());
    List<String> page = found.subList(offset, Math.min(found.size(), offset + PAGE));
    if (page.isEmpty()) {
      return new ToolResult.Retry(
          "Only %d files match %s; offset is too large.".formatted(found.size(), glob));
    }
    StringBuilder out = new StringBuilder();
    int most = input.offset() == null && page.size() > SHOWN_AT_ONCE ? Tier.FIRST : Tier.PAGE;
    int shown = 0;
    while (shown < page.size() && out.length() + page.get(shown).length() < most) {
      out.append(Visible.line(page.get(shown++))).append('\n');
    }
    int next = offset + shown;
    if (next < found.size()) {
      out.append("%d more; call again with offset %d.%n".formatted(found.size() - next, next));
    }
    return ToolResult.Done.text(out + left(files));
  }

  private static String near(String glob, List<String> paths) {
    List<String> near = Candidates.of(glob.replaceAll("[*?{}\\[\\]]+", ""), paths);
    return near.isEmpty() ? "" : " Nearest: %s.".formatted(String.join(", ", near));
  }

  private static String left(FileList files) {
    return files.leftOut().stream().map(l -> l + "\n").collect(Collectors.joining());
  }

  /** How many files each folder of the first two levels has, the largest first. */
  private static String folders(List<String> paths) {
    TreeMap<String, Long> counts =
        paths.stream()
            .filter(p -> p.contains("/"))
            .map(p -> p.replaceFirst("^([^/]+/(?:[^/]+/)?).*$", "$1"))
            .collect(Collectors.groupingBy(p -> p, TreeMap::new, Collectors.counting()));
    StringBuilder out = new StringBuilder("%,d files. In the root: ".formatted(paths.size()));
    out.append(
        paths.stream()
            .filter(p -> !p.contains("/"))
            .map(Visible::line)
            .limit(ROOT_FILES)
            .collect(Collectors.joining(", ")));
    out.append(".\nBy folder:\n");
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .takeWhile(e -> out.length() < Tier.FIRST - 200)
        .forEach(e -> out.append("%6d %s%n".formatted(e.getValue(), Visible.line(e.getKey()))));
    return out.append(
            "Paths by glob, such as %s**.%n"
                .formatted(counts.isEmpty() ? "src/" : counts.firstEntry().getKey()))
        .toString();
  }
}
