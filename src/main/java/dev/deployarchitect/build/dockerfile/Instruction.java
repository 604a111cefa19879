package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.syntax.shell.ShellScript;
import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 */
public record Instruction(
    String keyword,
    Span keywordSpan,
    Span span,
    List<Flag> flags,
    MappedText body,
    List<Word> words,
    boolean json,
    List<Heredoc> heredocs) {

  private static final Pattern ONBUILD_RUN = Pattern.compile("(?i)^\\s*RUN\\s");

  /** {@code --name} or {@code --name=value}. */
  public record Flag(String name, String value, Span span) {}

  /** A here-document; {@code body} is between the marker's line and the closing delimiter. */
  public record Heredoc(String delimiter, Span body) {}

  public boolean is(String... keywords) {
    return Stream.of(keywords).anyMatch(keyword::equals);
  }

  public Optional<Flag> flag(String name) {
    return flags.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  public Stream<Flag> flags(String name) {
    return flags.stream().filter(f -> f.name().equals(name));
  }

  /** The span of the arguments, or of the keyword where there are none. */
  public Span arguments() {
    return words.isEmpty()
        ? keywordSpan
        : words.getFirst().span().to(words.getLast().span()).firstLine();
  }

  /** Whether it runs commands in a build: RUN, or ONBUILD RUN in the build of another image. */
  public boolean runs() {
    return is("RUN") || (is("ONBUILD") && ONBUILD_RUN.matcher(body.text()).find());
  }

  /** The shell commands of a RUN, CMD, ENTRYPOINT or HEALTHCHECK, heredocs included. */
  public ShellScript shell() {
    if (is("ONBUILD")) {
      Matcher run = ONBUILD_RUN.matcher(body.text());
      return run.find()
          ? ShellScript.read(body.slice(run.end(), body.text().length()))
          : new ShellScript(List.of());
    }
    if (json) {
      return jsonCommand();
    }
    if (is("RUN") && !heredocs.isEmpty()) {
      boolean script =
          heredocs.stream().noneMatch(h -> h.body().text().startsWith("#!"))
              && body.text().strip().matches("<<-?[\"']?\\w+[\"']?");
      return script ? ShellScript.read(heredocs.getFirst().body()) : ShellScript.read(body);
    }
    return ShellScript.read(body);
  }

  private ShellScript jsonCommand() {
    if (words.isEmpty()) {
      return new ShellScript(List.of());
    }
    Span all = words.getFirst().span().to(words.getLast().span());
    boolean shell =
        words.size() >= 3
            && words.get(0).text().matches("(/bin/)?(ba)?sh")
            && words.get(1).text().endsWith("c");
    if (shell) {
      Span script = words.get(2).span();
      return ShellScript.read(script.source().span(script.start() + 1, script.end() - 1));
    }
    return new ShellScript(
        List.of(
            new dev.deployarchitect.syntax.shell.Command(
                dev.deployarchitect.syntax.shell.Command.Link.START,
                List.of(),
                words,
                List.of(),
                all)));
  }
}
