package dev.deployarchitect.syntax.shell;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The commands of a shell text in order, those in substitutions and subshells too. Reserved words
 * separate commands; a heredoc's body is left out.
 */
public record ShellScript(List<Command> commands) {
  private static final Set<String> RESERVED =
      Set.of(
          "if", "then", "else", "elif", "fi", "do", "done", "while", "until", "{", "}", "!", "esac",
          "time");
  private static final int MAX_NESTING = 8;

  public static ShellScript read(MappedText text) {
    List<Command> commands = new ArrayList<>();
    read(text, commands, 0);
    return new ShellScript(List.copyOf(commands));
  }

  public static ShellScript read(Span span) {
    return read(MappedText.of(span));
  }

  public Stream<Command> named(String... names) {
    return commands.stream().filter(c -> List.of(names).contains(c.name()));
  }

  private static void read(MappedText text, List<Command> out, int depth) {
    ShellLexer lexer = new ShellLexer(text);
    Collector collector = new Collector(out);
    for (ShellLexer.Token token : lexer.lex()) {
      switch (token) {
        case ShellLexer.Token.Operator operator -> collector.operator(operator.text());
        case ShellLexer.Token.Plain plain -> collector.word(plain.word());
      }
    }
    collector.end(Command.Link.THEN);
    if (depth < MAX_NESTING) {
      lexer.substitutions().forEach(inner -> read(inner, out, depth + 1));
    }
  }

  /** Gathers words until an operator ends the command. */
  private static final class Collector {
    private final List<Command> out;
    private final List<Word> assignments = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();
    private final List<Word> redirects = new ArrayList<>();
    private Command.Link link = Command.Link.START;
    private boolean redirecting;
    private boolean skipping;

    Collector(List<Command> out) {
      this.out = out;
    }

    void operator(String text) {
      Interruption.check();
      switch (text) {
        case ">" -> redirecting = true;
        case "&&" -> end(Command.Link.AND);
        case "||" -> end(Command.Link.OR);
        case "|", "|&" -> end(Command.Link.PIPE);
        default -> end(Command.Link.THEN);
      }
    }

    void word(Word word) {
      if (redirecting) {
        redirects.add(word);
        redirecting = false;
        return;
      }
      boolean first = words.isEmpty();
      if (first && !word.quoted() && (word.text().equals("for") || word.text().equals("case"))) {
        skipping = true;
        return;
      }
      if (first && !word.quoted() && RESERVED.contains(word.text())) {
        skipping = false;
        return;
      }
      if (skipping) {
        return;
      }
      if (first && word.text().matches("(?s)[A-Za-z_][A-Za-z0-9_]*\\+?=.*")) {
        assignments.add(word);
      } else {
        words.add(word);
      }
    }

    void end(Command.Link next) {
      skipping = false;
      redirecting = false;
      List<Word> all = new ArrayList<>(assignments);
      all.addAll(words);
      if (!all.isEmpty()) {
        Span span = all.getFirst().span().to(all.getLast().span());
        out.add(
            new Command(
                link, List.copyOf(assignments), List.copyOf(words), List.copyOf(redirects), span));
        link = next;
      }
      assignments.clear();
      words.clear();
      redirects.clear();
    }
  }
}
