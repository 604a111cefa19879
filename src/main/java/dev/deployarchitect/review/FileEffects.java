package dev.deployarchitect.review;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Artifact;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a file can do once it is written, by {@code tools/review/apply_files/effects.tsv}: a person
 * who is asked sees it beside the path.
 */
final class FileEffects {
  private static final String TABLE = "tools/review/apply_files/effects.tsv";

  private record Row(List<PathMatcher> patterns, String effect) {
    boolean fits(Path path) {
      return patterns.stream().anyMatch(p -> p.matches(path));
    }
  }

  private final List<Row> rows;

  private FileEffects(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * Reads the table.
   *
   * @throws IllegalStateException naming the line that is none
   */
  static FileEffects read(Content content) {
    return new FileEffects(
        content
            .text(TABLE)
            .lines()
            .filter(l -> !l.isBlank() && !l.startsWith("#"))
            .map(FileEffects::row)
            .toList());
  }

  private static Row row(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != 2) {
      throw new IllegalStateException(
          "%s: '%s' is not patterns, a tab, an effect".formatted(TABLE, line));
    }
    return new Row(
        Arrays.stream(cells[0].strip().split(" +")).flatMap(FileEffects::matchers).toList(),
        cells[1].strip());
  }

  /** A glob that begins with any folder fits files of the root, too. */
  private static Stream<PathMatcher> matchers(String pattern) {
    String glob = "glob:" + pattern.toLowerCase(Locale.ROOT);
    return Stream.of(glob, glob.replaceFirst("^glob:\\*\\*/", "glob:"))
        .distinct()
        .map(FileSystems.getDefault()::getPathMatcher);
  }

  /** Of a file; empty where nothing is known to run or obey it. */
  Optional<String> of(Artifact file) {
    // File systems of macOS and Windows ignore case, and so do the programs that read there.
    Path path = Path.of(file.path().toLowerCase(Locale.ROOT));
    return rows.stream()
        .filter(row -> row.fits(path))
        .map(Row::effect)
        .findFirst()
        .or(() ->
            file.content().startsWith("#!")
                ? Optional.of("Script: runs code when it is called")
                : Optional.empty());
  }
}
