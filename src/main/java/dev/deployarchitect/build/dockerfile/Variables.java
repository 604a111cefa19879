package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Variables of Dockerfiles and their expansion (docs.docker.com/reference/dockerfile, "Environment
 * replacement").
 */
public final class Variables {
  /** Known without ARG in every FROM ("Automatic platform ARGs in the global scope"). */
  public static final Set<String> PLATFORM =
      Set.of(
          "TARGETPLATFORM",
          "TARGETOS",
          "TARGETARCH",
          "TARGETVARIANT",
          "BUILDPLATFORM",
          "BUILDOS",
          "BUILDARCH",
          "BUILDVARIANT",
          "TARGETSTAGE");

  /** Usable without ARG ("Predefined ARGs"). */
  public static final Set<String> PREDEFINED =
      Set.of(
          "HTTP_PROXY",
          "http_proxy",
          "HTTPS_PROXY",
          "https_proxy",
          "FTP_PROXY",
          "ftp_proxy",
          "NO_PROXY",
          "no_proxy",
          "ALL_PROXY",
          "all_proxy",
          "SOURCE_DATE_EPOCH");

  private static final int MAX_NESTING = 16;

  /**
   * One {@code $name} or <code>${name…}</code>.
   *
   * @param modifier such as {@code :-}, {@code +}, {@code ##}; empty for none
   * @param word what stands behind the modifier
   */
  public record Reference(String name, String modifier, String word, Span span) {

    /** Whether an unset variable is provided for. */
    public boolean hasFallback() {
      return modifier.endsWith("-") || modifier.endsWith("+") || modifier.endsWith("?");
    }
  }

  private Variables() {}

  /** The references of {@code text} in order, those inside defaults too. */
  public static List<Reference> references(MappedText text) {
    List<Reference> found = new ArrayList<>();
    Scanner scanner = new Scanner(text.text());
    while (scanner.next()) {
      found.add(
          new Reference(
              scanner.name, scanner.modifier, scanner.word, text.span(scanner.start, scanner.end)));
      scanner.enter();
    }
    return found;
  }

  /** Replaces what {@code lookup} knows; the rest is empty, as BuildKit has it. */
  public static String expand(String text, Function<String, Optional<String>> lookup) {
    return expand(text, lookup, 0);
  }

  private static String expand(String text, Function<String, Optional<String>> lookup, int depth) {
    StringBuilder out = new StringBuilder();
    Scanner scanner = new Scanner(text);
    int copied = 0;
    while (scanner.next()) {
      out.append(text, copied, scanner.start);
      Optional<String> value = lookup.apply(scanner.name);
      String word = depth < MAX_NESTING ? expand(scanner.word, lookup, depth + 1) : scanner.word;
      out.append(Modifier.apply(scanner.modifier, value, word));
      copied = scanner.end;
    }
    return out.append(text, copied, text.length()).toString();
  }

  /** Names and values of ARG instructions that have a default, earlier ones replaced in later. */
  static Map<String, String> defaults(List<Instruction> args) {
    Map<String, String> known = new HashMap<>();
    for (Instruction arg : args) {
      for (KeyValue pair : KeyValue.of(arg)) {
        if (arg.is("ARG") && pair.hasValue()) {
          known.put(pair.name(), expand(pair.value(), n -> Optional.ofNullable(known.get(n))));
        }
      }
    }
    return known;
  }

  /** Finds references from left to right; a backslash or a second dollar takes one away. */
  private static final class Scanner {
    private final String text;
    private int[] closing;
    private int at;
    private int start;
    private int end;
    private int inside;
    private String name = "";
    private String modifier = "";
    private String word = "";

    Scanner(String text) {
      this.text = text;
    }

    boolean next() {
      for (int i = text.indexOf('$', at); i >= 0; i = text.indexOf('$', i + 1)) {
        if (i > 0 && text.charAt(i - 1) == '\\') {
          continue;
        }
        if (plain(i) || braced(i)) {
          start = i;
          at = end;
          return true;
        }
      }
      return false;
    }

    /** Goes on inside the default of the reference just found. */
    void enter() {
      if (!word.isEmpty()) {
        at = inside;
      }
    }

    private boolean plain(int dollar) {
      int stop = nameEnd(dollar + 1);
      if (stop == dollar + 1) {
        return false;
      }
      name = text.substring(dollar + 1, stop);
      modifier = "";
      word = "";
      end = stop;
      return true;
    }

    private boolean braced(int dollar) {
      if (!text.startsWith("${", dollar)) {
        return false;
      }
      int stop = nameEnd(dollar + 2);
      int close = close(dollar + 1);
      if (stop == dollar + 2 || close < 0) {
        return false;
      }
      name = text.substring(dollar + 2, stop);
      int from = stop;
      while (from < close && from < stop + 2 && ":-+?#%/".indexOf(text.charAt(from)) >= 0) {
        from++;
      }
      modifier = text.substring(stop, from);
      word = text.substring(from, close);
      inside = from;
      end = close + 1;
      return true;
    }

    private int nameEnd(int from) {
      int i = from;
      if (i < text.length() && Character.isDigit(text.charAt(i))) {
        return from;
      }
      while (i < text.length()
          && (text.charAt(i) == '_'
              || (text.charAt(i) < 128 && Character.isLetterOrDigit(text.charAt(i))))) {
        i++;
      }
      return i;
    }

    private int close(int open) {
      if (closing == null) {
        closing = closing(text);
      }
      return closing[open];
    }

    /** For every opening brace the place of its closing one; -1 where it has none. */
    private static int[] closing(String text) {
      int[] found = new int[text.length()];
      int[] open = new int[text.length()];
      int depth = 0;
      for (int i = 0; i < text.length(); i++) {
        found[i] = -1;
        if (text.charAt(i) == '{') {
          open[depth++] = i;
        } else if (text.charAt(i) == '}' && depth > 0) {
          found[open[--depth]] = i;
        }
      }
      return found;
    }
  }
}
