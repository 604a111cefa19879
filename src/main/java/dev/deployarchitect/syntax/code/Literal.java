package dev.deployarchitect.syntax.code;

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

  /** A text for one line of a result, at most {@code most} characters. */
  public static String brief(String text, int most) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }
}
