package dev.deployarchitect.syntax.shell;

import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One simple command: assignments in front, words, redirections behind.
 *
 * @param link how it follows the command before it
 */
public record Command(
    Link link, List<Word> assignments, List<Word> words, List<Word> redirects, Span span) {

  /** What stands between a command and the one before it. */
  public enum Link {
    START,
    AND,
    OR,
    THEN,
    PIPE
  }

  /** The program's name without its folder, or an empty text for a bare assignment. */
  public String name() {
    if (words.isEmpty()) {
      return "";
    }
    String first = words.getFirst().text();
    return first.substring(first.lastIndexOf('/') + 1);
  }

  /** Whether the command is {@code name} with {@code arguments} as its first non-flag words. */
  public boolean is(String name, String... arguments) {
    List<String> plain = operands().map(Word::text).limit(arguments.length).toList();
    return name().equals(name) && plain.equals(List.of(arguments));
  }

  /** The words behind the program's name. */
  public List<Word> arguments() {
    return words.isEmpty() ? List.of() : words.subList(1, words.size());
  }

  /** The arguments that are no flags. */
  public Stream<Word> operands() {
    return arguments().stream().filter(word -> !word.isFlag());
  }

  /**
   * The arguments that are neither flags nor the values of {@code withValue}, flags whose value is
   * the next word. Everything behind {@code --} is an operand.
   */
  public List<Word> operands(Set<String> withValue) {
    List<Word> found = new ArrayList<>();
    boolean value = false;
    boolean ended = false;
    for (Word word : arguments()) {
      if (value) {
        value = false;
      } else if (ended || !word.isFlag()) {
        found.add(word);
      } else if (word.text().equals("--")) {
        ended = true;
      } else {
        value = withValue.contains(word.text());
      }
    }
    return found;
  }

  /**
   * Whether one of {@code flags} is given, alone, as {@code --flag=value} or joined ({@code -qy}).
   */
  public boolean hasFlag(String... flags) {
    return Stream.of(flags).anyMatch(flag -> arguments().stream().anyMatch(w -> matches(w, flag)));
  }

  private static boolean matches(Word word, String flag) {
    String text = word.text();
    if (text.equals(flag) || text.startsWith(flag + "=")) {
      return true;
    }
    boolean joined = flag.length() == 2 && text.length() > 2 && text.matches("-[A-Za-z]+");
    return joined && text.indexOf(flag.charAt(1)) > 0;
  }

  /**
   * Whether it may stop reading before its input ends: {@code head}, {@code grep -q}, {@code sed
   * q}, {@code awk '… exit'}. What writes to it then dies of SIGPIPE, and under pipefail the whole
   * pipe fails with 141.
   */
  public boolean endsEarly() {
    return switch (name()) {
      case "head" -> true;
      case "grep", "egrep", "fgrep", "zgrep" ->
          hasFlag("-q", "--quiet", "--silent", "-m", "--max-count");
      case "sed" ->
          operands().anyMatch(w -> w.text().matches("(?s).*(^|[\\d;{/$ ])[qQ]\\d*[;} ]*"));
      case "awk", "gawk", "mawk" ->
          operands().anyMatch(w -> w.text().matches("(?s).*\\bexit\\b.*"));
      default -> false;
    };
  }

  /** The value of {@code --flag value} or {@code --flag=value}. */
  public Optional<Word> flagValue(String flag) {
    List<Word> arguments = arguments();
    for (int i = 0; i < arguments.size(); i++) {
      Word word = arguments.get(i);
      if (word.text().startsWith(flag + "=")) {
        String value = word.text().substring(flag.length() + 1);
        return Optional.of(new Word(word.span(), value, word.quoted(), word.expands()));
      }
      if (word.text().equals(flag) && i + 1 < arguments.size()) {
        return Optional.of(arguments.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
