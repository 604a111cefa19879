package dev.deployarchitect.finding;

import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Comments that take a finding away: {@code architect-ignore: rule, rule} and the peers' own. A
 * comment that takes none away is itself reported.
 */
public final class Suppressions {
  /** Reported where a comment suppresses nothing. */
  public static final RuleInfo UNUSED =
      new RuleInfo(
          "review/unused-suppression",
          List.of(),
          Severity.INFO,
          Confidence.HIGH,
          false,
          "tools/review/review_project/rules/unused-suppression.md");

  private Suppressions() {}

  /** What is left of {@code findings}, all in {@code source}, and how many were taken away. */
  public record Outcome(List<Finding> kept, int suppressed) {}

  /**
   * Applies the comments of {@code source}.
   *
   * @param rules all that were checked; a peer's comment on a rule that is not among them may be
   *     for the peer alone, and is not reported
   */
  public static Outcome apply(Source source, List<Finding> findings, List<RuleInfo> rules) {
    List<SuppressionComment> all = SuppressionComment.read(source);
    if (all.isEmpty()) {
      return new Outcome(new ArrayList<>(findings), 0);
    }
    CoveredLines covered = CoveredLines.of(all);
    FoundLines found = FoundLines.of(findings);
    List<Finding> kept = new ArrayList<>();
    for (Finding finding : findings) {
      if (!covered.covers(finding)) {
        kept.add(finding);
      }
    }
    int suppressed = findings.size() - kept.size();
    Set<String> names = new HashSet<>();
    for (RuleInfo rule : rules) {
      names.add(rule.id());
      names.addAll(rule.aliases());
    }
    for (SuppressionComment comment : all) {
      boolean known = comment.ours() || names.containsAll(comment.rules());
      if (known && !found.any(comment)) {
        String message =
            "this comment suppresses nothing: no finding of %s %s"
                .formatted(String.join(", ", comment.rules()), comment.where());
        kept.add(new Finding(UNUSED, comment.span(), message, List.of()));
      }
    }
    return new Outcome(kept, suppressed);
  }
}
