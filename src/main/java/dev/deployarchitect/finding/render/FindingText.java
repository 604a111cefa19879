package dev.deployarchitect.finding.render;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RulePage;
import dev.deployarchitect.text.Visible;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Findings for a model: by rule, worst first, a few places each, the remedy once. */
public final class FindingText {
  private static final int PLACES = 6;

  private FindingText() {}

  public static String of(List<Finding> findings, Content content) {
    return of(findings, content, PLACES);
  }

  /** With at most {@code places} of each rule. */
  public static String of(List<Finding> findings, Content content, int places) {
    Map<RuleInfo, List<Finding>> byRule =
        findings.stream()
            .sorted(Finding.WORST_FIRST)
            .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
    StringBuilder out = new StringBuilder();
    byRule.forEach((rule, all) -> {
      out.append(
          "%s %s (%s)%n"
              .formatted(rule.severity().label(), rule.id(), RulePage.of(rule, content).title()));
      all.stream()
          .limit(places)
          .forEach(f ->
              out.append(
                  "  %s %s%n"
                      .formatted(Visible.line(f.span().place()), Visible.line(f.message()))));
      if (all.size() > places) {
        out.append("  and %d more places%n".formatted(all.size() - places));
      }
      out.append("  remedy: ").append(RulePage.remedy(rule, content)).append('\n');
    });
    return out.toString();
  }
}
