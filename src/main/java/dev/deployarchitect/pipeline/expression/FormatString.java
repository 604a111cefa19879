package dev.deployarchitect.pipeline.expression;

import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first argument of {@code format}: places in braces, braces doubled. */
final class FormatString {
  private static final Pattern PART = Pattern.compile("\\{\\{|}}|\\{(\\d{1,6})}|[{}]");

  private FormatString() {}

  /** What is wrong with it for {@code arguments} further arguments, if anything is. */
  static Optional<String> fault(String format, int arguments) {
    TreeSet<Integer> places = new TreeSet<>();
    Matcher matcher = PART.matcher(format);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        places.add(Integer.parseInt(matcher.group(1)));
      } else if (matcher.group().length() == 1) {
        return Optional.of("a single '%s' has to be doubled".formatted(matcher.group()));
      }
    }
    if (!places.isEmpty() && places.last() >= arguments) {
      return Optional.of(
          "{%d} has no argument: there are %d behind the text".formatted(places.last(), arguments));
    }
    for (int i = 0; i < arguments; i++) {
      if (!places.contains(i)) {
        return Optional.of("argument {%d} is not used in the text".formatted(i));
      }
    }
    return Optional.empty();
  }
}
