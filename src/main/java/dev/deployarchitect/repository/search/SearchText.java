package dev.deployarchitect.repository.search;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Visible;
import dev.deployarchitect.tool.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a search found, in words: counts per file first where there is much, then lines, nearest
 * first.
 *
 * @param context lines shown around each match
 */
record SearchText(Outcome outcome, int context) {
  private static final int LINE = 240;
  private static final int FILES = 15;
  private static final int NAMED = 3;

  /** What is shown as it is: no summary of it would be much shorter. */
  private static final int SMALL = 3_000;

  /** One matching line. */
  private record Place(Hits file, int line) {}

  private List<Place> places() {
    return outcome.hits().stream()
        .flatMap(file -> file.lines().stream().map(line -> new Place(file, line)))
        .toList();
  }

  /** All of it where that is little; else counts and the nearest lines. */
  String first() {
    List<Place> places = places();
    Shown all = shown(places, SMALL);
    if (all.places() == places.size()) {
      return head() + all.text() + notSearched();
    }
    String head = head() + counts();
    Shown some = shown(places, Math.max(600, Tier.FIRST - head.length()));
    return head
        + some.text()
        + "%d more lines; call again with offset %d (or fewer files by include, exclude).%n"
            .formatted(places.size() - some.places(), some.places())
        + notSearched();
  }

  /** So many lines from there on. */
  String page(int offset, int limit) {
    List<Place> places = places();
    if (offset >= places.size()) {
      return "There are only %d matching lines; offset is too large.%n".formatted(places.size());
    }
    int to = (int) Math.min(places.size(), (long) offset + limit);
    Shown shown = shown(places.subList(offset, to), Tier.PAGE);
    int next = offset + shown.places();
    return head()
        + shown.text()
        + (next < places.size()
            ? "%d more lines; call again with offset %d.%n".formatted(places.size() - next, next)
            : "")
        + notSearched();
  }

  private String head() {
    return "%,d matching lines in %,d of %,d files.%n"
        .formatted(outcome.lines(), outcome.hits().size(), outcome.searched());
  }

  private String counts() {
    List<Hits> hits = outcome.hits();
    StringBuilder out = new StringBuilder();
    hits.stream()
        .limit(FILES)
        .forEach(file ->
            out.append(
                "%5d %s%s%n"
                    .formatted(
                        file.lines().size(),
                        Visible.line(file.path()),
                        file.kind() == FileKind.GENERATED ? " (generated)" : "")));
    if (hits.size() > FILES) {
      List<Hits> rest = hits.subList(FILES, hits.size());
      out.append(
          "%5d in %d more files, %d of them generated%n"
              .formatted(
                  rest.stream().mapToInt(f -> f.lines().size()).sum(),
                  rest.size(),
                  rest.stream().filter(f -> f.kind() == FileKind.GENERATED).count()));
    }
    return out.toString();
  }

  /**
   * Lines as they are shown.
   *
   * @param places how many matches they hold
   */
  private record Shown(String text, int places) {}

  /** As many as fit, at least one; a file's name stands once above its lines. */
  private Shown shown(List<Place> places, int room) {
    StringBuilder out = new StringBuilder();
    int count = 0;
    int until = 0;
    String file = "";
    for (Place place : places) {
      Source source = place.file().source();
      StringBuilder block = new StringBuilder();
      if (!source.path().equals(file)) {
        block.append(Visible.line(source.path())).append('\n');
        until = 0;
      }
      int from = Math.max(until + 1, place.line() - context);
      if (until > 0 && from > until + 1 && context > 0) {
        block.append("    --\n");
      }
      int to = Math.min(source.lineCount(), place.line() + context);
      for (int line = from; line <= to; line++) {
        boolean match = place.file().lines().contains(line);
        block.append(
            "%5d%s %s%n".formatted(line, match ? ":" : " ", shorter(source.lineText(line))));
      }
      if (count > 0 && out.length() + block.length() > room) {
        break;
      }
      out.append(block);
      file = source.path();
      until = Math.max(until, to);
      count++;
    }
    return new Shown(out.toString(), count);
  }

  private static String shorter(String line) {
    String shown = Visible.line(line.replace("\t", "  ")).stripTrailing();
    return shown.length() <= LINE
        ? shown
        : shown.substring(0, LINE) + " … (%d characters)".formatted(line.length());
  }

  /** What the answer says nothing about. */
  String notSearched() {
    List<String> not = new ArrayList<>();
    if (outcome.large() > 0) {
      not.add("%d over 1 MiB".formatted(outcome.large()));
    }
    if (outcome.unreadable() > 0) {
      not.add("%d binary or unreadable".formatted(outcome.unreadable()));
    }
    if (!outcome.slow().isEmpty()) {
      not.add(
          "%d in which this pattern takes too long (%s)"
              .formatted(
                  outcome.slow().size(),
                  outcome.slow().stream().limit(NAMED).collect(Collectors.joining(", "))));
    }
    if (outcome.left() > 0) {
      not.add("%,d after 20 s; narrow by include".formatted(outcome.left()));
    }
    return not.isEmpty() ? "" : "Not searched: %s.%n".formatted(String.join(", ", not));
  }
}
