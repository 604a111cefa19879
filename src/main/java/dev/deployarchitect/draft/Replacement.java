package dev.deployarchitect.draft;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text to find in a file, and what is to stand there.
 *
 * @param search is found by its very characters; only line ends may differ from the file's
 * @param all whether every place is meant; else there must be one
 * @param line where whole lines are expected, from 1, or -1 for somewhere; 0 for a text that may
 *     begin within a line
 */
record Replacement(String search, String replace, boolean all, int line) {

  Replacement(String search, String replace, boolean all) {
    this(search, replace, all, 0);
  }

  /** A place in a text, by offsets. */
  record Place(int from, int to, String text) {}

  /** Every place where the text stands. */
  List<Place> places(String text) {
    String lines =
        Stream.of(search.split("\r?\n", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\r?\\n"));
    Pattern pattern =
        line == 0 ? Pattern.compile(lines) : Pattern.compile("(?m)^" + lines + "(?=\\r?$)");
    Matcher matcher = pattern.matcher(text);
    return matcher.results().map(m -> new Place(m.start(), m.end(), m.group())).toList();
  }

  /** {@code replace} with the line ends that the file has. */
  String replacement(String text) {
    return LineEnds.of(text).in(replace);
  }
}
