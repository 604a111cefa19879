package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.Parsed;
import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.interrupt.TimeIsUpException;
import dev.deployarchitect.syntax.code.CodeParser;
import dev.deployarchitect.syntax.code.Language;
import dev.deployarchitect.syntax.code.SyntaxTree;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The code of a workspace for one question: files are read as they are asked for, and parsed once.
 * Used by one thread.
 */
public final class CodeFiles {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /** What all files of one answer have. */
  private static final Duration ALL = Duration.ofSeconds(45);

  private final long started = System.nanoTime();
  private final Workspace workspace;
  private final CodeParser parser;
  private final String under;
  private final Map<String, Optional<SyntaxTree>> trees = new HashMap<>();
  private final List<String> unread = new ArrayList<>();

  /** Files at or below {@code under}; all where it is empty. */
  public CodeFiles(Workspace workspace, CodeParser parser, String under) {
    this.workspace = workspace;
    this.parser = parser;
    this.under = under.replaceAll("^\\./|/$", "");
  }

  public Workspace workspace() {
    return workspace;
  }

  /** Paths that the question is about. */
  public List<String> paths(Predicate<String> test) {
    return workspace.paths(
        p -> (under.isEmpty() || p.equals(under) || p.startsWith(under + "/")) && test.test(p));
  }

  /** Files of code whose text fits, in the order of their paths. */
  public List<Source> code(Predicate<String> text) {
    List<Source> found = new ArrayList<>();
    List<String> paths = paths(p -> Language.of(p).isPresent());
    for (String path : paths) {
      Interruption.check();
      workspace.source(path).filter(s -> text.test(s.text())).ifPresent(found::add);
    }
    return found;
  }

  /** The tree of a file, or empty where it cannot be parsed: the reason is kept. */
  public Optional<SyntaxTree> tree(Source source) {
    return trees.computeIfAbsent(
        source.path(),
        path -> {
          Interruption.check();
          if (System.nanoTime() - started > ALL.toNanos()) {
            unread.add(
                path + " was not parsed: the answer took longer than " + ALL.toSeconds() + " s");
            return Optional.empty();
          }
          return switch (parser.parse(source)) {
            case Parsed.Tree(SyntaxTree tree) -> {
              if (tree.isBroken()) {
                unread.add(path + " has parts that could not be parsed");
              }
              yield Optional.of(tree);
            }
            case Parsed.None(String why) -> {
              unread.add(path + ": " + why);
              yield Optional.empty();
            }
          };
        });
  }

  /** Does work on one file, which has a few seconds: a hostile one must not hold the answer. */
  public void within(SyntaxTree tree, Runnable work) {
    try {
      Interruption.within(
          LIMIT,
          () -> {
            work.run();
            return true;
          });
    } catch (TimeIsUpException e) {
      unread.add("%s took longer than %d s".formatted(tree.source().path(), LIMIT.toSeconds()));
    }
  }

  /** Why nothing can be parsed here, or empty. */
  public Optional<String> unavailable() {
    return parser.unavailable();
  }

  /** Adds a sentence that the answer ends with. */
  public void note(String sentence) {
    unread.add(sentence);
  }

  /** What could not be read whole, and other notes. */
  public List<String> unread() {
    return unread;
  }

  /** How many files of code there are. */
  public int seen() {
    return paths(p -> Language.of(p).isPresent()).size();
  }

  /** How many were parsed. */
  public int parsed() {
    return trees.size();
  }
}
