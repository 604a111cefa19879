package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A name with its value, from ENV, ARG or LABEL.
 *
 * @param hasValue whether a value was given at all, if only an empty one
 * @param legacy whether it was written {@code NAME value} without an equals sign
 */
public record KeyValue(String name, String value, boolean hasValue, boolean legacy, Span span) {

  /** The pairs of an instruction; a single legacy pair takes the rest of the line. */
  public static List<KeyValue> of(Instruction instruction) {
    List<Word> words = instruction.words();
    if (words.isEmpty() || !instruction.is("ENV", "LABEL", "ARG")) {
      return List.of();
    }
    Word first = words.getFirst();
    if (!instruction.is("ARG") && first.text().indexOf('=') < 0) {
      String rest = words.stream().skip(1).map(Word::text).collect(Collectors.joining(" "));
      return List.of(new KeyValue(first.text(), rest, words.size() > 1, true, first.span()));
    }
    List<KeyValue> pairs = new ArrayList<>();
    for (Word word : words) {
      int equals = word.text().indexOf('=');
      boolean valued = equals >= 0;
      pairs.add(
          new KeyValue(
              valued ? word.text().substring(0, equals) : word.text(),
              valued ? word.text().substring(equals + 1) : "",
              valued,
              false,
              word.span()));
    }
    return pairs;
  }
}
