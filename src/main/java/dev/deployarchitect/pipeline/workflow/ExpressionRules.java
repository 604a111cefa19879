package dev.deployarchitect.pipeline.workflow;

import static dev.deployarchitect.pipeline.expression.Type.Simple.BOOLEAN;
import static dev.deployarchitect.pipeline.expression.Type.Simple.NULL;
import static dev.deployarchitect.pipeline.expression.Type.Simple.NUMBER;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.expression.Expression;
import dev.deployarchitect.pipeline.expression.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What in an expression cannot be read, has no value, or is always the same. */
final class ExpressionRules {
  private static final Set<String> CONSTANT =
      Set.of("contains", "startswith", "endswith", "format", "join", "tojson", "fromjson", "case");

  /** Keys whose value becomes text. */
  private static final String TEXT =
      "run-name|env\\..*|jobs\\.\\*\\.(name|env\\..*|outputs\\..*)"
          + "|jobs\\.\\*\\.steps\\.(name|run|env\\..*|with\\..*|working-directory)";

  private ExpressionRules() {}

  static List<Rule<List<ExpressionUse>>> all() {
    return List.of(
        Rule.of("pipeline/expression-syntax", Severity.HIGH, "expression", ExpressionRules::syntax),
        Rule.of("pipeline/expression-type", Severity.MEDIUM, "expression", ExpressionRules::types),
        Rule.of(
            "pipeline/context-unavailable",
            Severity.HIGH,
            "expression",
            ExpressionRules::unavailable),
        Rule.of(
            "pipeline/constant-condition",
            Severity.MEDIUM,
            "if-cond unsound-condition",
            ExpressionRules::constant),
        Rule.of("pipeline/switched-off", Severity.INFO, "if-cond", ExpressionRules::switchedOff));
  }

  private static void syntax(List<ExpressionUse> uses, Rule.Reporter report) {
    uses.forEach(use -> use.problems().forEach(p -> report.at(p.span(), p.message())));
  }

  private static void types(List<ExpressionUse> uses, Rule.Reporter report) {
    for (ExpressionUse use : uses) {
      use.checked().faults().forEach(p -> report.at(p.span(), p.message()));
      Type type = use.checked().type();
      boolean text = !use.whole() || use.key().matches(TEXT);
      if (text && !use.condition() && (type.isCollection() || type.equals(NULL))) {
        report.at(
            use.span(),
            "%s in a text becomes 'Object', 'Array' or nothing; toJSON() writes it out"
                .formatted(type));
      } else if (use.whole() && !fits(use.key(), type)) {
        report.at(use.span(), "this key does not take %s".formatted(type));
      }
    }
  }

  /** Whether a value of {@code type} can stand under {@code key} by itself. */
  private static boolean fits(String key, Type type) {
    if (type.isAny()) {
      return true;
    }
    if (key.matches("jobs\\.\\*\\.(services|(container|services\\..*)\\.credentials)")) {
      return type instanceof Type.Properties;
    }
    if (key.matches("(.*\\.)?timeout-minutes|.*\\.max-parallel")) {
      return type.equals(NUMBER);
    }
    return !key.matches(".*\\.(continue-on-error|fail-fast)|(.*\\.)?cancel-in-progress")
        || type.equals(BOOLEAN);
  }

  private static void unavailable(List<ExpressionUse> uses, Rule.Reporter report) {
    uses.forEach(use -> use.checked().unavailable().forEach(p -> report.at(p.span(), p.message())));
  }

  private static void constant(List<ExpressionUse> uses, Rule.Reporter report) {
    for (ExpressionUse use : uses) {
      if (!use.condition() || !use.problems().isEmpty()) {
        continue;
      }
      if (!use.whole()) {
        report.at(
            use.span(),
            "with text around '${{ }}' the condition is a text, and every text is true");
      } else if (use.tree().all().allMatch(ExpressionRules::isConstant)
          && !(use.tree() instanceof Expression.Literal l && l.type().equals(BOOLEAN))) {
        report.at(use.span(), "this condition is the same in every run");
      }
    }
  }

  private static void switchedOff(List<ExpressionUse> uses, Rule.Reporter report) {
    uses.stream()
        .filter(use -> use.condition() && use.whole())
        .filter(use -> use.tree() instanceof Expression.Literal l && l.type().equals(BOOLEAN))
        .forEach(
            use -> report.at(use.span(), "'if: %s' leaves no choice".formatted(use.span().text())));
  }

  private static boolean isConstant(Expression part) {
    return switch (part) {
      case Expression.Context c -> false;
      case Expression.Broken b -> false;
      case Expression.Call call -> CONSTANT.contains(call.name().toLowerCase(Locale.ROOT));
      default -> true;
    };
  }
}
