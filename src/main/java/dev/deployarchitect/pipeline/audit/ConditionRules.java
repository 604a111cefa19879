package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.expression.Expression;
import dev.deployarchitect.pipeline.expression.Flow;
import dev.deployarchitect.pipeline.expression.Type;
import dev.deployarchitect.pipeline.workflow.ScalarText;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Expressions that do not mean what they seem to. */
final class ConditionRules {
  private static final Set<String> PURE =
      Set.of("contains", "startswith", "endswith", "format", "join", "tojson", "fromjson", "case");

  private ConditionRules() {}

  static List<Rule<Audited>> all() {
    return List.of(
        Rule.of(
            "pipeline/contains-in-text",
            Severity.HIGH,
            "unsound-contains",
            ConditionRules::contains),
        Rule.of(
            "pipeline/false-alternative",
            Severity.MEDIUM,
            "unsound-ternary",
            ConditionRules::ternary),
        Rule.of(
            "pipeline/roundabout-expression",
            Severity.LOW,
            "obfuscation",
            ConditionRules::roundabout));
  }

  /** Every expression with its braces, and every bare condition. */
  private static void each(Audited audited, Consumer<Expression> seen) {
    audited.expressions().forEach(seen);
    for (Workflow.Job job : audited.workflow().jobs()) {
      bare(job.at("if"), seen);
      job.steps().forEach(step -> bare(step.body().at("if"), seen));
    }
  }

  private static void bare(Optional<Node> condition, Consumer<Expression> seen) {
    if (condition.orElse(null) instanceof Node.Scalar scalar
        && !scalar.span().text().contains("${{")) {
      Reach.read(ScalarText.of(scalar)).ifPresent(seen);
    }
  }

  private static void contains(Audited audited, Rule.Reporter report) {
    each(
        audited,
        tree ->
            tree.all()
                .filter(Expression.Call.class::isInstance)
                .map(Expression.Call.class::cast)
                .filter(call ->
                    call.name().equalsIgnoreCase("contains") && call.arguments().size() == 2)
                .filter(call ->
                    call.arguments().getFirst() instanceof Expression.Literal l
                        && l.type().equals(Type.Simple.STRING))
                .filter(call ->
                    Flow.path(call.arguments().get(1))
                        .filter(p -> p.getFirst().matches("github|env|inputs|vars"))
                        .isPresent())
                .forEach(call ->
                    report.at(
                        call.span(),
                        "every part of the text passes: a branch 'main' and also one 'mai'; ask a list"
                            + " made by fromJSON('[…]')")));
  }

  private static void ternary(Audited audited, Rule.Reporter report) {
    each(
        audited,
        tree ->
            tree.all()
                .forEach(part -> {
                  if (part instanceof Expression.Logical or
                      && or.operator().equals("||")
                      && or.left() instanceof Expression.Logical and
                      && and.operator().equals("&&")
                      && isFalse(and.right())) {
                    report.at(
                        or.span(),
                        "%s counts as false, so this is always the last alternative; case() chooses by the"
                                .formatted(and.right().span().text())
                            + " condition alone");
                  }
                }));
  }

  private static boolean isFalse(Expression value) {
    return value instanceof Expression.Literal l
        && (l.text().isEmpty()
            || l.type().equals(Type.Simple.NULL)
            || (l.type().equals(Type.Simple.BOOLEAN) && l.text().equals("false"))
            || (l.type().equals(Type.Simple.NUMBER) && l.text().matches("-?0+(\\.0+)?")));
  }

  private static void roundabout(Audited audited, Rule.Reporter report) {
    each(
        audited,
        tree ->
            tree.all()
                .forEach(part -> {
                  if (part instanceof Expression.Call call && call.arguments().size() > 0) {
                    roundabout(call, report);
                  }
                }));
    audited
        .workflow()
        .steps()
        .forEach(step ->
            step.body()
                .at("with")
                .filter(with -> with.span().text().contains("${{") && with instanceof Node.Scalar)
                .ifPresent(with ->
                    report.at(
                        with.span(),
                        "all inputs come out of an expression, so that nobody can check them")));
  }

  private static void roundabout(Expression.Call call, Rule.Reporter report) {
    String name = call.name().toLowerCase(Locale.ROOT);
    Span span = call.span();
    boolean undoes =
        call.arguments().getFirst() instanceof Expression.Call inner
            && ((name.equals("fromjson") && inner.name().equalsIgnoreCase("toJSON"))
                || (name.equals("tojson") && inner.name().equalsIgnoreCase("fromJSON")));
    boolean literal =
        Set.of("format", "contains", "startswith", "endswith").contains(name)
            && call.all().allMatch(ConditionRules::isWritten);
    if (undoes) {
      report.at(span, "one function undoes the other");
    } else if (literal) {
      report.at(span, "nothing in it changes: write its value instead");
    }
  }

  private static boolean isWritten(Expression part) {
    return part instanceof Expression.Literal
        || (part instanceof Expression.Call call
            && PURE.contains(call.name().toLowerCase(Locale.ROOT)));
  }
}
