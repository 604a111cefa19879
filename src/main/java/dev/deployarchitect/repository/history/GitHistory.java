package dev.deployarchitect.repository.history;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Candidates;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.GitFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Log, one commit, blame, changes since, hot files. */
public final class GitHistory {
  record Input(
      @Param("A file or folder; without it the whole workspace") String path,
      @Param("Lines of that file, such as 42 or 10-60: their log or blame") String lines,
      @Param("A commit (hash, tag, branch) whose message and diff are wanted") String commit,
      @Param("A tag, a commit, a day such as 2026-11-01, or 30 days; for changes, log and hot")
          String since,
      @Param(
              value = "What is wanted; log without it, or what the other parameters imply",
              oneOf = {"log", "commit", "blame", "changes", "hot"})
          String show,
      @Param("So many lines of the answer, instead of the first ones") Integer limit,
      @Param("How many lines to leave out, to read on") Integer offset) {}

  private GitHistory() {}

  public static Tool<?> tool() {
    return new Tool<>("git_history", "repository", Input.class, GitHistory::call);
  }

  private static ToolResult call(Input input, ToolContext context) {
    String path =
        input.path() == null
            ? ""
            : input.path().strip().replaceFirst("^(\\./)+|^\\.$", "").replaceFirst("/+$", "");
    if (path.startsWith("/") || path.matches("(.*/)?\\.\\.(/.*)?")) {
      return new ToolResult.Refused(
          "%s is outside the workspace; paths are relative to its root.".formatted(path));
    }
    Optional<CommitLog.Lines> lines;
    try {
      lines = lines(input.lines());
    } catch (IllegalArgumentException e) {
      return new ToolResult.Retry(
          "lines is such as 42 or 10-60, not '%s'.".formatted(input.lines()));
    }
    return switch (GitFolder.of(context.workspace())) {
      case GitFolder.None(String why) -> new ToolResult.NothingFound(why);
      case GitFolder.Open open -> {
        try (open) {
          yield answer(input, path, lines, new Past(open), context);
        } catch (IOException e) {
          yield new ToolResult.NothingFound(
              "Some of git's objects cannot be read here%s."
                  .formatted(shallow(open) ? ": this clone is shallow" : ""));
        }
      }
    };
  }

  private static boolean shallow(GitFolder.Open open) {
    try {
      return open.shallow();
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<CommitLog.Lines> lines(String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    if (!text.strip().matches("\\d{1,8}(-\\d{1,8})?")) {
      throw new IllegalArgumentException(text);
    }
    String[] ends = text.strip().split("-");
    int from = Math.max(1, Integer.parseInt(ends[0]));
    return Optional.of(
        new CommitLog.Lines(from, Math.max(from, Integer.parseInt(ends[ends.length - 1]))));
  }

  private static ToolResult answer(
      Input input, String path, Optional<CommitLog.Lines> lines, Past past, ToolContext context)
      throws IOException {
    String show =
        input.show() != null
            ? input.show()
            : input.commit() != null ? "commit" : input.since() != null ? "changes" : "log";
    String tail =
        shallow(past.git())
            ? "This clone is shallow: older commits were not fetched, and the oldest one here seems to have written all that came before it.\n"
            : "";
    boolean file = false;
    try (RevWalk walk = new RevWalk(past.repository())) {
      RevCommit head = past.head(walk);
      Optional<ObjectId> blob =
          path.isEmpty() ? Optional.empty() : past.blob(head, past.full(path));
      file = blob.isPresent();
      if (file && differs(blob.get(), path, context)) {
        tail += "%s has uncommitted changes; lines are counted as in HEAD.%n".formatted(path);
      }
    }
    boolean ofLines = show.equals("blame") || (lines.isPresent() && show.equals("log"));
    if (ofLines && !file) {
      return new ToolResult.Retry(
          path.isEmpty()
              ? "Give the path of a file, too."
              : Candidates.unknown("committed file", path, context.workspace().files().paths()));
    }
    Views views = new Views(past, path, file, tail, context.workspace());
    ViewResult view =
        switch (show) {
          case "commit" -> new CommitView(views).commit(input.commit());
          case "blame" -> views.blame(lines);
          case "changes" -> new ChangesView(views).changes(input.since());
          case "hot" -> views.hot(input.since());
          default -> views.log(lines, input.since());
        };
    return switch (view) {
      case ViewResult.Found(Listing listing) ->
          ToolResult.Done.text(listing.text(input.limit(), input.offset()));
      case ViewResult.Nothing(String why) -> new ToolResult.NothingFound(why);
      case ViewResult.Unknown(String why) -> new ToolResult.Retry(why);
    };
  }

  private static boolean differs(ObjectId blob, String path, ToolContext context) {
    Optional<String> text = context.workspace().source(path).map(Source::text);
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      return text.isPresent()
          && !formatter
              .idFor(Constants.OBJ_BLOB, text.get().getBytes(StandardCharsets.UTF_8))
              .equals(blob);
    }
  }
}
