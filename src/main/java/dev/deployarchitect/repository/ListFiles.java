package dev.deployarchitect.repository;

import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.FileList;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/** Paths of the workspace, by glob, page by page. */
final class ListFiles {
  private static final int PAGE = 200;

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
    PathMatcher matcher;
    PathMatcher top;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      // "**/x" should also find x in the root, as people mean it.
      top = FileSystems.getDefault().getPathMatcher("glob:" + glob.replaceFirst("^\\*\\*/", ""));
    } catch (IllegalArgumentException e) {
      return new ToolResult.Retry("'%s' is no glob; write one such as **/*.yml.".formatted(glob));
    }
    List<String> found =
        files.paths().stream()
            .filter(p -> matcher.matches(Path.of(p)) || top.matches(Path.of(p)))
            .toList();
    int offset = Math.clamp(input.offset() == null ? 0 : input.offset(), 0, found.size());
    List<String> page = found.subList(offset, Math.min(found.size(), offset + PAGE));
    if (page.isEmpty()) {
      return new ToolResult.NothingFound(
          "No file matches %s (%d files in all).".formatted(glob, files.paths().size()));
    }
    String more =
        offset + page.size() < found.size()
            ? "\n%d more; call again with offset %d."
                .formatted(found.size() - offset - page.size(), offset + page.size())
            : "";
    String left = files.leftOut().isEmpty() ? "" : "\n" + String.join("\n", files.leftOut());
    return ToolResult.Done.text(String.join("\n", page) + more + left);
  }
}
