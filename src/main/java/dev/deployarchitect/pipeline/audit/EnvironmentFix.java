package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.pipeline.expression.Expression;
import dev.deployarchitect.pipeline.expression.Flow;
import dev.deployarchitect.pipeline.workflow.ScalarText;
import dev.deployarchitect.pipeline.workflow.Shells;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.text.TextEdit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Moves an expression out of a shell script into the step's environment. */
final class EnvironmentFix {
  private EnvironmentFix() {}

  /**
   * The edits: a variable where the expression stood, and its value under {@code env}. None where
   * the shell is not bash or sh, where the expression is more than one context, or where a variable
   * would mean something else: in single quotes, in a heredoc, in a comment.
   */
  static List<Fix> of(
      Workflow workflow,
      Workflow.Job job,
      Sink sink,
      MappedText text,
      ScalarText.Braces braces,
      Expression expression) {
    Optional<List<String>> path = Flow.path(expression).filter(p -> !p.contains("*"));
    boolean shell =
        sink.step().run().filter(sink.code()::equals).isPresent()
            && Shells.of(workflow, job, sink.step()).isPosix();
    if (path.isEmpty() || !shell || !(sink.step().body() instanceof Node.Mapping body)) {
      return List.of();
    }
    Optional<Quoting> quoting = Quoting.at(text.text(), braces.start());
    if (quoting.isEmpty()) {
      return List.of();
    }
    String variable = variable(path.get());
    Span span = text.span(braces.start(), braces.end());
    // In a quoted YAML scalar a new double quote would have to be escaped.
    boolean yamlQuoted = sink.code().style() == Node.Style.QUOTED;
    if (quoting.get() == Quoting.BARE && yamlQuoted) {
      return List.of();
    }
    String reference = "${" + variable + "}";
    String inScript = quoting.get() == Quoting.BARE ? '"' + reference + '"' : reference;
    TextEdit replace = new TextEdit(span, inScript);
    Optional<TextEdit> set = set(body, variable, span.text());
    return set.map(edit ->
            List.of(
                new Fix(
                    "hand it over as $" + variable,
                    true,
                    edit.replacement().isEmpty() ? List.of(replace) : List.of(replace, edit))))
        .orElse(List.of());
  }

  /** GitHub keeps the names that begin with GITHUB_ for itself, and the shell some others. */
  private static String variable(List<String> path) {
    List<String> names = path;
    String prefix = "";
    if (path.size() > 2 && path.subList(0, 2).equals(List.of("github", "event"))) {
      names = path.subList(2, path.size());
    } else if (Set.of("github", "env", "inputs").contains(path.getFirst())) {
      names = path.subList(1, path.size());
      prefix = path.getFirst().equals("inputs") ? "INPUT_" : "";
    }
    String joined = String.join("_", names).replaceAll("\\W", "_").toUpperCase(Locale.ROOT);
    boolean taken = joined.matches("\\d.*|PATH|HOME|USER|SHELL|PWD|IFS|ENV");
    return prefix
        + (prefix.isEmpty() && taken ? "VALUE_" : "")
        + joined.replaceFirst("^INPUTS_", "INPUT_");
  }

  /** Sets the variable; an empty edit where it is set already, none where it means another. */
  private static Optional<TextEdit> set(Node.Mapping step, String variable, String value) {
    Source source = step.span().source();
    Optional<Node> env = step.at("env");
    if (env.isPresent() && !(env.get() instanceof Node.Mapping)) {
      return Optional.empty();
    }
    List<Node.Entry> entries = env.map(Node::entries).orElse(List.of());
    for (Node.Entry entry : entries) {
      if (entry.key().text().equals(variable)) {
        return entry.value().span().text().equals(value)
            ? Optional.of(new TextEdit(entry.value().span(), ""))
            : Optional.empty();
      }
    }
    String line = "%s: %s".formatted(variable, value);
    if (!entries.isEmpty()) {
      Span last = entries.getLast().key().span();
      Span first = source.lineSpan(last.line());
      boolean own = first.text().strip().startsWith(last.text());
      return own
          ? Optional.of(
              new TextEdit(
                  source.span(last.start(), last.start()),
                  line + "\n" + " ".repeat(last.column() - 1)))
          : Optional.empty();
    }
    return step.entry("run")
        .map(run -> {
          int column = run.key().span().column() - 1;
          String below = " ".repeat(column);
          return new TextEdit(
              source.span(run.key().span().start(), run.key().span().start()),
              "env:\n%s  %s\n%s".formatted(below, line, below));
        });
  }
}
