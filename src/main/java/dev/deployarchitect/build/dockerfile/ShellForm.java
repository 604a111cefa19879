package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.build.dockerfile.Instruction.Heredoc;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.ShellScript;
import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The commands an instruction runs, as far as a POSIX shell or nobody stands between. */
final class ShellForm {
  static final ShellScript NONE = new ShellScript(List.of());
  private static final Pattern ONLY_HEREDOC =
      Pattern.compile("\\s*\\d*<<-?[\"']?[^<\\s\"']+[\"']?\\s*");
  private static final Pattern SHELL_ON_HEREDOC =
      Pattern.compile("\\s*(?:\\S*/)?(?:ba|da|a|z|k)?sh(?:\\s+-\\w+)*\\s+<<-?\\S+\\s*");
  private static final Pattern SHELL = Pattern.compile("(?:\\S*/)?(?:ba|da|a|z|k)?sh");

  private ShellForm() {}

  static ShellScript read(MappedText body, List<Word> words, boolean json, List<Heredoc> heredocs) {
    if (json) {
      return exec(words);
    }
    if (heredocs.isEmpty()) {
      return ShellScript.read(body);
    }
    Heredoc first = heredocs.getFirst();
    boolean script =
        ONLY_HEREDOC.matcher(body.text()).matches()
            && (!first.body().text().startsWith("#!") || shebang(first.body().text()));
    if (script) {
      return ShellScript.read(first.body());
    }
    List<Command> commands = new ArrayList<>(ShellScript.read(body).commands());
    if (SHELL_ON_HEREDOC.matcher(body.text()).matches()) {
      commands.addAll(ShellScript.read(first.body()).commands());
    }
    return new ShellScript(List.copyOf(commands));
  }

  private static boolean shebang(String script) {
    String first = script.lines().findFirst().orElse("").substring(2).strip();
    String program = first.replaceFirst("^/usr/bin/env\\s+", "").split("\\s+", 2)[0];
    return SHELL.matcher(program).matches();
  }

  private static ShellScript exec(List<Word> words) {
    if (words.isEmpty()) {
      return NONE;
    }
    boolean shell =
        words.size() >= 3
            && SHELL.matcher(words.get(0).text()).matches()
            && words.get(1).text().matches("-\\w*c");
    Span script = words.get(Math.min(2, words.size() - 1)).span();
    if (shell && script.end() - script.start() >= 2) {
      return ShellScript.read(script.source().span(script.start() + 1, script.end() - 1));
    }
    Span all = words.getFirst().span().to(words.getLast().span());
    return new ShellScript(
        List.of(new Command(Command.Link.START, List.of(), words, List.of(), all)));
  }
}
