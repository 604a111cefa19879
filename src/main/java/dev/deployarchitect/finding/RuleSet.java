package dev.deployarchitect.finding;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of one reader.
 *
 * @param folder where their pages lie, such as {@code tools/build/read_dockerfile/rules}
 */
public record RuleSet<T>(String folder, List<Rule<T>> rules) {
  /** Findings of one rule in one file; the last one says that there are more. */
  private static final int MOST_ALIKE = 300;

  /** The findings of all rules on one subject, in the order of the rules. */
  public List<Finding> check(T subject) {
    List<Finding> findings = new ArrayList<>();
    for (Rule<T> rule : rules) {
      Interruption.check();
      findings.addAll(check(rule, subject));
    }
    return findings;
  }

  private List<Finding> check(Rule<T> rule, T subject) {
    RuleInfo info = info(rule);
    List<Finding> alike = new ArrayList<>();
    int[] reported = {0};
    rule.check()
        .check(
            subject,
            (Span span, String message, List<Fix> fixes) -> {
              Interruption.check();
              reported[0]++;
              if (alike.size() < MOST_ALIKE) {
                alike.add(new Finding(info, span, message, fixes));
              }
            });
    if (reported[0] > MOST_ALIKE) {
      Finding last = alike.removeLast();
      int more = reported[0] - MOST_ALIKE;
      String message = "%s (and %d more of this kind)".formatted(last.message(), more);
      alike.add(new Finding(info, last.span(), message, last.fixes()));
    }
    return alike;
  }

  public List<RuleInfo> infos() {
    return rules.stream().map(this::info).toList();
  }

  private RuleInfo info(Rule<T> rule) {
    return new RuleInfo(
        rule.id(),
        rule.aliases(),
        rule.severity(),
        rule.confidence(),
        rule.strict(),
        folder + "/" + rule.name() + ".md");
  }
}
