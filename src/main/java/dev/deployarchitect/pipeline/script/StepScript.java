package dev.deployarchitect.pipeline.script;

import dev.deployarchitect.pipeline.workflow.Shells;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The script of one step.
 *
 * @param shell the program that runs it, such as {@code bash}
 */
public record StepScript(Workflow workflow, Node.Scalar run, String shell) {
  private static final String OPEN = "${{";
  private static final String CLOSE = "}}";
  private static final String HEADER = "#!/usr/bin/env %s\nset -e\n";

  /** All that bash or sh runs, in order. */
  public static List<StepScript> of(Workflow workflow) {
    return of(workflow, Shells::isPosix);
  }

  /** All that python runs, in order. */
  static List<StepScript> python(Workflow workflow) {
    return of(workflow, shell -> shell.name().matches("python[0-9.]*"));
  }

  private static List<StepScript> of(Workflow workflow, Predicate<Shells> wanted) {
    List<StepScript> scripts = new ArrayList<>();
    for (Workflow.Job job : workflow.jobs()) {
      for (Workflow.Step step : job.steps()) {
        Shells shell = Shells.of(workflow, job, step);
        if (wanted.test(shell)) {
          step.run().ifPresent(run -> scripts.add(new StepScript(workflow, run, shell.name())));
        }
      }
    }
    return scripts;
  }

  /** The script behind the options GitHub gives the shell, a word in each expression's place. */
  public String text() {
    return HEADER.formatted(shell) + body() + "\n";
  }

  /** Underscores in an expression's place keep the columns of what stands behind it. */
  public String body() {
    String text = run.text();
    StringBuilder body = new StringBuilder(text);
    int end = 0;
    int line = 0;
    for (int start = text.indexOf(OPEN); start >= 0; start = text.indexOf(OPEN, start)) {
      // Looked for once for all that stand before it: openers that nothing closes cost no more.
      end = end < start + OPEN.length() ? text.indexOf(CLOSE, start + OPEN.length()) : end;
      line = line < start ? text.indexOf('\n', start) : line;
      if (end < 0) {
        break;
      }
      line = line < 0 ? text.length() : line;
      if (end < line) {
        int behind = end + CLOSE.length();
        body.replace(start, behind, "_".repeat(behind - start));
        start = behind;
      } else {
        start += OPEN.length();
      }
    }
    return body.toString();
  }

  /** Where {@code line} and {@code column} of {@link #text} stand in the workflow. */
  public Span place(int line, int column) {
    return placeInBody(line - (int) HEADER.lines().count(), column);
  }

  /** Where a line, from 1, and a column of {@link #body} stand in the workflow. */
  Span placeInBody(int row, int column) {
    Source source = workflow.source();
    boolean literal = run.style() == Node.Style.BLOCK && run.span().text().startsWith("|");
    if (row < 1 || (!literal && (row > 1 || run.style() == Node.Style.BLOCK))) {
      return run.span().firstLine();
    }
    if (!literal) {
      int at = Math.min(run.content().start() + column - 1, run.content().end());
      return source.span(at, Math.max(at, run.content().firstLine().end()));
    }
    int number = Math.min(run.span().line() + row, source.lineCount());
    Span whole = source.lineSpan(number);
    int indent = whole.text().length() - whole.text().stripLeading().length();
    String written = body().lines().skip(row - 1).findFirst().orElse("");
    int own = written.length() - written.stripLeading().length();
    int at = Math.min(whole.start() + Math.max(0, indent - own) + column - 1, whole.end());
    return source.span(at, whole.end());
  }
}
