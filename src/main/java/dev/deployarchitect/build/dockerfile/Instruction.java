package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.syntax.shell.ShellScript;
import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One instruction of a Dockerfile.
 *
 * @param keyword in upper case
 * @param span from the keyword to the end of the last line, heredocs included
 * @param flags {@code --name=value} before the arguments
 * @param body the arguments with continuations and comments taken out
 * @param words the arguments as words; for JSON form its items
 * @param json whether the arguments are a JSON array
 * @param shell the commands of a RUN, CMD, ENTRYPOINT or HEALTHCHECK, heredocs included; empty
 *     where no POSIX shell reads them
 * @param trigger what an ONBUILD runs
 */
public record Instruction(
    String keyword,
    Span keywordSpan,
    Span span,
    Layout layout,
    List<Flag> flags,
    MappedText body,
    List<Word> words,
    boolean json,
    List<Heredoc> heredocs,
    ShellScript shell,
    Optional<Instruction> trigger) {

  /** {@code --name} or {@code --name=value}. */
  public record Flag(String name, String value, Span span) {

    /** Items of {@code key=value,key=value}, as {@code --mount} has them; empty if not given. */
    public String option(String key) {
      return Stream.of(value.split(","))
          .map(String::strip)
          .filter(o -> o.startsWith(key + "="))
          .map(o -> o.substring(key.length() + 1))
          .findFirst()
          .orElse("");
    }
  }

  /**
   * A here-document.
   *
   * @param body between the marker's line and the closing delimiter
   * @param expands whether variables in it are replaced: the delimiter stood without quotes
   * @param end the closing delimiter's line; empty where it is missing
   */
  public record Heredoc(String delimiter, Span body, boolean expands, Span end) {}

  /**
   * What stands between the words of an instruction of several lines.
   *
   * @param continuations the escape characters at the line ends
   * @param comments lines of comment inside
   * @param blankLines empty lines inside, which BuildKit means to refuse one day
   */
  public record Layout(List<Span> continuations, List<Span> comments, List<Span> blankLines) {}

  public boolean is(String... keywords) {
    for (String one : keywords) {
      if (keyword.equals(one)) {
        return true;
      }
    }
    return false;
  }

  public Optional<Flag> flag(String name) {
    return flags(name).findFirst();
  }

  public Stream<Flag> flags(String name) {
    return flags.stream().filter(f -> f.name().equals(name));
  }

  /** The mounts of a RUN of one {@code type}; without a type it is {@code bind}. */
  public Stream<Flag> mounts(String type) {
    return flags("mount")
        .filter(
            f -> (f.option("type").isEmpty() ? "bind" : f.option("type")).equalsIgnoreCase(type));
  }

  /** Whether {@code folder} is a cache or a tmpfs during this RUN, so that nothing of it stays. */
  public boolean keepsNothingIn(String folder) {
    return Stream.concat(mounts("cache"), mounts("tmpfs"))
        .map(m -> Stream.of("target", "dst", "destination").map(m::option))
        .flatMap(names -> names.filter(n -> !n.isEmpty()))
        .map(target -> target.replaceFirst("/+$", ""))
        .anyMatch(target -> folder.equals(target) || folder.startsWith(target + "/"));
  }

  /** The span of the arguments' first line, or of the keyword where there are none. */
  public Span arguments() {
    return words.isEmpty()
        ? keywordSpan
        : words.getFirst().span().to(words.getLast().span()).firstLine();
  }

  /** The arguments but the last: what COPY and ADD bring. */
  public List<Word> sources() {
    return words.size() < 2 ? List.of() : words.subList(0, words.size() - 1);
  }

  /** Where COPY and ADD put it. */
  public Optional<Word> target() {
    return words.size() < 2 ? Optional.empty() : Optional.of(words.getLast());
  }

  /** What this instruction does, in this build or, behind ONBUILD, in the next. */
  public Instruction action() {
    return trigger.orElse(this);
  }

  /** Whether it runs commands in a build: RUN, or ONBUILD RUN in the build of another image. */
  public boolean runs() {
    return action().is("RUN");
  }

  /** The variables referred to in the arguments. */
  public List<Variables.Reference> references() {
    return Variables.references(body);
  }
}
