package dev.deployarchitect.finding.render;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Report;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RulePage;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.text.Visible;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For a terminal: worst first, one block a rule, its places below it, its remedy once. */
final class TextReport {
  private static final int PLACES_SHOWN = 5;
  private static final int EXCERPT = 100;
  private static final int NAMED = 4;

  private final Content content;

  TextReport(Content content) {
    this.content = content;
  }

  String render(Report report) {
    StringBuilder out = new StringBuilder();
    Map<RuleInfo, List<Finding>> byRule =
        report.findings().stream()
            .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
    byRule.forEach((rule, findings) -> rule(out, rule, findings));
    out.append(summary(report)).append('\n');
    notAnalysed(report).forEach(line -> out.append("note: ").append(line).append('\n'));
    report.remarks().forEach(remark -> out.append("note: ").append(remark).append('\n'));
    report.coverage().errors().forEach(e -> out.append("error: ").append(e).append('\n'));
    return out.toString();
  }

  private void rule(StringBuilder out, RuleInfo rule, List<Finding> findings) {
    RulePage page = RulePage.of(rule, content);
    out.append(rule.severity().label().toUpperCase(Locale.ROOT))
        .append("  ")
        .append(page.title())
        .append("  [")
        .append(
            Stream.concat(Stream.of(rule.id()), rule.aliases().stream())
                .collect(Collectors.joining(", ")))
        .append("]\n");
    for (Finding finding : findings.subList(0, Math.min(PLACES_SHOWN, findings.size()))) {
      place(out, finding);
    }
    if (findings.size() > PLACES_SHOWN) {
      out.append(
          "  and %d more places, in %s%n"
              .formatted(
                  findings.size() - PLACES_SHOWN,
                  findings.stream()
                      .skip(PLACES_SHOWN)
                      .map(f -> f.span().path())
                      .distinct()
                      .limit(4)
                      .collect(Collectors.joining(", "))));
    }
    out.append("  remedy: ").append(page.remedy()).append("\n\n");
  }

  private static void place(StringBuilder out, Finding finding) {
    Span span = finding.span();
    out.append("  ")
        .append(Visible.line(span.place()))
        .append("  ")
        .append(Visible.line(finding.message()))
        .append('\n');
    String line = span.source().lineText(span.line());
    String shown = line.strip();
    if (!shown.isEmpty() && shown.length() <= EXCERPT) {
      int indent = line.length() - line.stripLeading().length();
      int start = Math.max(0, span.column() - 1 - indent);
      int width = Math.max(1, Math.min(span.firstLine().text().length(), shown.length() - start));
      out.append("      | ").append(shown).append('\n');
      out.append("      | ")
          .append(" ".repeat(start))
          .append("^".repeat(Math.max(1, width)))
          .append('\n');
    }
  }

  /** A line for each kind of file that was seen and that no analyzer reads. */
  static List<String> notAnalysed(Report report) {
    return report.coverage().notAnalysed().entrySet().stream()
        .map(kind ->
            "not analysed: %d %s (%s%s)"
                .formatted(
                    kind.getValue().size(),
                    kind.getKey(),
                    kind.getValue().stream()
                        .limit(NAMED)
                        .map(Visible::line)
                        .collect(Collectors.joining(", ")),
                    kind.getValue().size() > NAMED ? ", …" : ""))
        .toList();
  }

  static String summary(Report report) {
    String counts =
        Stream.of(Severity.values())
            .filter(s -> report.count(s) > 0)
            .map(s -> report.count(s) + " " + s.label())
            .collect(Collectors.joining(", "));
    String read =
        report.coverage().read().entrySet().stream()
            .filter(e -> e.getValue() > 0)
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
    return "%s. Read: %s.%s"
        .formatted(
            counts.isEmpty()
                ? "No findings"
                : "%d findings: %s".formatted(report.findings().size(), counts),
            read.isEmpty() ? "nothing that an analyzer knows" : read,
            report.suppressed() > 0 ? " Suppressed: %d.".formatted(report.suppressed()) : "");
  }
}
