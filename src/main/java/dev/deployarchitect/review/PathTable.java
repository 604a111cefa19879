package dev.deployarchitect.review;

import dev.deployarchitect.content.Content;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table of what files are by their paths: patterns with a space between, a tab, a text. Patterns
 * are globs from the repository's root, ignoring case; the first row that fits counts.
 */
final class PathTable {
  private record Row(List<PathMatcher> patterns, String text) {
    boolean fits(Path path) {
      return patterns.stream().anyMatch(p -> p.matches(path));
    }
  }

  private final List<Row> rows;

  private PathTable(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * Reads a table.
   *
   * @throws IllegalStateException naming the line that is none
   */
  static PathTable read(Content content, String table) {
    return new PathTable(
        content
            .text(table)
            .lines()
            .filter(l -> !l.isBlank() && !l.startsWith("#"))
            .map(line -> row(table, line))
            .toList());
  }

  private static Row row(String table, String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 2) {
      throw new IllegalStateException(
          "%s: '%s' is not patterns, a tab, a text".formatted(table, line));
    }
    return new Row(
        Arrays.stream(cells[0].strip().split(" +")).flatMap(PathTable::matchers).toList(),
        cells[1].strip());
  }

  /** A glob that begins with any folder fits files of the root, too. */
  private static Stream<PathMatcher> matchers(String pattern) {
    String glob = "glob:" + pattern.toLowerCase(Locale.ROOT);
    return Stream.of(glob, glob.replaceFirst("^glob:\\*\\*/", "glob:"))
        .distinct()
        .map(FileSystems.getDefault()::getPathMatcher);
  }

  /** The text of the first row that a path fits. */
  Optional<String> of(String path) {
    try {
      // File systems of macOS and Windows ignore case, and so do the programs that read there.
      Path lower = Path.of(path.toLowerCase(Locale.ROOT)).normalize();
      return rows.stream().filter(row -> row.fits(lower)).map(Row::text).findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
