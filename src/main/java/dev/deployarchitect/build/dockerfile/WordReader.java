package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.MappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arguments of instructions: words with quotes, or the items of a JSON array. */
final class WordReader {
  private static final Pattern NO_SPACE = Pattern.compile("\\S+");

  private WordReader() {}

  static List<Word> words(MappedText mapped, char escape) {
    String text = mapped.text();
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      int start = at;
      StringBuilder plain = new StringBuilder();
      boolean quoted = false;
      char quote = 0;
      while (at < text.length() && (quote != 0 || !Character.isWhitespace(text.charAt(at)))) {
        char c = text.charAt(at);
        if (c == escape && quote != '\'' && at + 1 < text.length()) {
          plain.append(text.charAt(++at));
        } else if (quote == 0 && (c == '"' || c == '\'')) {
          quote = c;
          quoted = true;
        } else if (c == quote) {
          quote = 0;
        } else {
          plain.append(c);
        }
        at++;
      }
      String word = plain.toString();
      words.add(new Word(mapped.span(start, at), word, quoted, word.contains("$")));
    }
    return List.copyOf(words);
  }

  /**
   * Words cut at white space alone: in the paths of COPY and ADD a quote holds no space together
   * (BuildKit, {@code parseStringsWhitespaceDelimited}); it is taken off all the same.
   */
  static List<Word> split(MappedText mapped) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = NO_SPACE.matcher(mapped.text());
    while (matcher.find()) {
      String written = matcher.group();
      char first = written.charAt(0);
      boolean quoted =
          written.length() > 1
              && (first == '"' || first == '\'')
              && written.charAt(written.length() - 1) == first;
      String word = quoted ? written.substring(1, written.length() - 1) : written;
      words.add(
          new Word(mapped.span(matcher.start(), matcher.end()), word, quoted, word.contains("$")));
    }
    return List.copyOf(words);
  }

  /** The strings of a JSON array, or null when the text is none (BuildKit then runs a shell). */
  static List<Word> json(MappedText mapped) {
    String text = mapped.text();
    int at = skip(text, 0);
    if (at >= text.length() || text.charAt(at) != '[') {
      return null;
    }
    List<Word> words = new ArrayList<>();
    at = skip(text, at + 1);
    boolean more = at < text.length() && text.charAt(at) == '"';
    while (more) {
      int end = stringEnd(text, at);
      if (end < 0) {
        return null;
      }
      String word = JsonText.unescape(text.substring(at + 1, end - 1));
      words.add(new Word(mapped.span(at, end), word, true, word.contains("$")));
      at = skip(text, end);
      more = at < text.length() && text.charAt(at) == ',';
      if (more) {
        at = skip(text, at + 1);
        if (at >= text.length() || text.charAt(at) != '"') {
          return null;
        }
      }
    }
    boolean closed = at < text.length() && text.charAt(at) == ']';
    return closed && skip(text, at + 1) == text.length() ? List.copyOf(words) : null;
  }

  /** The place behind the closing quote of the string at {@code at}; -1 when it has none. */
  private static int stringEnd(String text, int at) {
    for (int i = at + 1; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '"' -> {
          return i + 1;
        }
        default -> {}
      }
    }
    return -1;
  }

  private static int skip(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
