package dev.deployarchitect.repository.search;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.interrupt.TimeIsUpException;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.ShownFile;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds lines in all files. Files are searched as they are shown, without their secrets; a file
 * whose own text has no match is not prepared for that.
 *
 * @param pattern of a line
 * @param wanted paths
 * @param near what others are near to
 */
record Search(Pattern pattern, Predicate<String> wanted, Nearness near) {
  private static final Duration ALL = Duration.ofSeconds(20);
  private static final Duration ONE = Duration.ofSeconds(1);

  Outcome run(ToolContext context) {
    Workspace workspace = context.workspace();
    List<String> paths = workspace.paths(wanted);
    List<Hits> hits = new ArrayList<>();
    List<String> slow = new ArrayList<>();
    int searched = 0;
    int large = 0;
    int unreadable = 0;
    long end = System.nanoTime() + ALL.toNanos();
    int at = 0;
    while (at < paths.size() && System.nanoTime() - end < 0) {
      String path = paths.get(at++);
      Source source = workspace.source(path).orElse(null);
      if (source == null) {
        boolean big = workspace.size(path) > Workspace.MAX_FILE_BYTES;
        large += big ? 1 : 0;
        unreadable += big ? 0 : 1;
        continue;
      }
      try {
        one(source, context, hits);
        searched++;
      } catch (TimeIsUpException | StackOverflowError e) {
        slow.add(path);
      }
    }
    hits.sort(
        Comparator.comparing((Hits h) -> h.kind() == FileKind.GENERATED)
            .thenComparingInt(Hits::distance)
            .thenComparing(Hits::kind)
            .thenComparing(Hits::path));
    return new Outcome(hits, searched, large, unreadable, slow, paths.size() - at);
  }

  private void one(Source source, ToolContext context, List<Hits> hits) {
    if (Interruption.within(ONE, () -> lines(source)).isEmpty()) {
      return;
    }
    if (ShownFile.of(context, source.path())
        instanceof ShownFile.Text(Source shown, boolean whole)) {
      List<Integer> lines = Interruption.within(ONE, () -> lines(shown));
      if (!lines.isEmpty()) {
        hits.add(new Hits(shown, FileKind.of(shown), near.of(shown.path()), lines));
      }
    }
  }

  private List<Integer> lines(Source source) {
    GuardedText text = new GuardedText(source.text());
    Matcher matcher = pattern.matcher(text);
    List<Integer> found = new ArrayList<>();
    for (int line = 1; line <= source.lineCount(); line++) {
      int start = source.lineStart(line);
      int end = line < source.lineCount() ? source.lineStart(line + 1) - 1 : source.length();
      boolean carriage = end > start && source.text().charAt(end - 1) == '\r';
      matcher.region(start, carriage ? end - 1 : end);
      if (matcher.find()) {
        found.add(line);
      }
    }
    return found;
  }
}
