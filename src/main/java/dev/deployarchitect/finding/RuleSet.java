package dev.deployarchitect.finding;

import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of one reader.
 *
 * @param folder where their pages lie, such as {@code tools/build/read_dockerfile/rules}
 */
public record RuleSet<T>(String folder, List<Rule<T>> rules) {

  /** The findings of all rules on one subject, in the order of the rules. */
  public List<Finding> check(T subject) {
    List<Finding> findings = new ArrayList<>();
    for (Rule<T> rule : rules) {
      RuleInfo info = info(rule);
      rule.check()
          .check(
              subject,
              (Span span, String message, List<Fix> fixes) ->
                  findings.add(new Finding(info, span, message, fixes)));
    }
    return findings;
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
        folder + "/" + rule.name() + ".md");
  }
}
