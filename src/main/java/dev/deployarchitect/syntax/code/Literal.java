package dev.deployarchitect.syntax.code;

import dev.deployarchitect.text.Span;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names and texts as they are meant: without quotes and sigils. */
public final class Literal {
  private static final Pattern QUOTED =
      Pattern.compile("^[A-Za-z@$]{0,3}(\"\"\"|'''|\"|'|`)(.*)\\1$", Pattern.DOTALL);
  private static final Set<String> SYMBOLS = Set.of("simple_symbol", "hash_key_symbol");

  private Literal() {}

  /** The text of a string or symbol, what is put into it left as it stands; none for others. */
  public static Optional<String> of(Node node) {
    Node inner = Value.inner(node);
    if (!inner.is(Role.STRING)) {
      return Optional.empty();
    }
    String text = inner.text();
    if (SYMBOLS.contains(inner.kind())) {
      return Optional.of(name(text));
    }
    Matcher quoted = QUOTED.matcher(text);
    return Optional.of(quoted.matches() ? quoted.group(2) : text);
  }

  /** A name without what a language writes before it: {@code $user}, {@code @user}. */
  public static String name(String text) {
    int from = 0;
    while (from < text.length() && "$@:#?.&".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    return text.substring(from);
  }

  /**
   * The line of a place, of a long one what is around the place, at most {@code most} characters.
   */
  public static String line(Span place, int most) {
    Span line = place.source().lineSpan(place.line());
    if (line.end() - line.start() <= 4 * most) {
      return brief(line.text(), most);
    }
    int from = Math.max(line.start(), place.start() - most / 3);
    return "…"
        + brief(place.source().span(from, Math.min(line.end(), from + most)).text(), most - 1);
  }

  /** A text for one line of a result, at most {@code most} characters. */
  public static String brief(String text, int most) {
    // A line may be a megabyte: only what can be shown is looked at.
    String start = text.length() > most * 8 ? text.substring(0, most * 8) : text;
    String line = start.strip().replaceAll("\\s+", " ");
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }
}
