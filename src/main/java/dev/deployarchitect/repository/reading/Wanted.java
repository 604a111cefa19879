package dev.deployarchitect.repository.reading;

import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file and the lines of it that are wanted: {@code path}, {@code path:42} (with some around),
 * {@code path:10-60}, {@code path:10-60,200-}.
 *
 * @param ranges in their order; empty for the whole file
 */
record Wanted(String path, List<Range> ranges) {
  private static final Pattern PLACE =
      Pattern.compile("(.+?):(\\d{1,9}(?:-\\d{0,9})?(?:,\\d{1,9}(?:-\\d{0,9})?){0,50})");
  private static final int AROUND = 20;

  /** Lines from 1, both included; {@code to} may be behind the end. */
  record Range(int from, int to) {
    @Override
    public String toString() {
      return to == Integer.MAX_VALUE ? from + "-" : from + "-" + to;
    }
  }

  /** Reads all that are not blank. */
  static List<Wanted> all(List<String> texts, Workspace workspace) {
    return texts.stream()
        .filter(t -> t != null && !t.isBlank())
        .map(t -> of(t, workspace))
        .toList();
  }

  /** Reads one. A file whose own name ends like a place is that file. */
  static Wanted of(String text, Workspace workspace) {
    String plain = text.strip().replaceFirst("^(\\./)+", "");
    Matcher place = PLACE.matcher(plain);
    if (!place.matches() || workspace.exists(plain)) {
      return new Wanted(plain, List.of());
    }
    List<Range> ranges = new ArrayList<>();
    for (String range : place.group(2).split(",")) {
      String[] ends = range.split("-", -1);
      int first = Math.max(1, Integer.parseInt(ends[0]));
      if (ends.length == 1) {
        ranges.add(new Range(Math.max(1, first - AROUND), first + AROUND));
      } else {
        int last = ends[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(ends[1]);
        ranges.add(new Range(Math.min(first, Math.max(1, last)), Math.max(first, last)));
      }
    }
    return new Wanted(place.group(1), ranges);
  }

  @Override
  public String toString() {
    return ranges.isEmpty()
        ? path
        : path + ":" + String.join(",", ranges.stream().map(Range::toString).toList());
  }
}
