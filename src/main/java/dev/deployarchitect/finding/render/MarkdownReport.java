package dev.deployarchitect.finding.render;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Report;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RulePage;
import dev.deployarchitect.text.Visible;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** For a pull request or a job summary. */
final class MarkdownReport {
  /** Of a person or team; the sign in an address or a version is none. */
  private static final Pattern MENTION = Pattern.compile("(?<![\\w.-])@(?=[A-Za-z0-9])");

  private final Content content;

  MarkdownReport(Content content) {
    this.content = content;
  }

  String render(Report report) {
    StringBuilder out = new StringBuilder("# What stands between this repository and production\n");
    out.append('\n').append(TextReport.summary(report)).append("\n\n");
    Map<RuleInfo, List<Finding>> byRule =
        report.findings().stream()
            .collect(Collectors.groupingBy(Finding::rule, LinkedHashMap::new, Collectors.toList()));
    byRule.forEach((rule, findings) -> rule(out, rule, findings));
    report
        .coverage()
        .errors()
        .forEach(error -> out.append("**Error.** ").append(cell(error)).append("\n\n"));
    TextReport.notAnalysed(report)
        .forEach(line -> out.append("> ").append(cell(line)).append("  \n"));
    report.remarks().forEach(remark -> out.append("> ").append(cell(remark)).append("  \n"));
    return out.toString();
  }

  private void rule(StringBuilder out, RuleInfo rule, List<Finding> findings) {
    RulePage page = RulePage.of(rule, content);
    out.append("## %s: %s%n%n".formatted(rule.severity().label(), page.title()));
    for (Finding finding : findings) {
      out.append("- %s %s%n".formatted(code(finding.span().place()), cell(finding.message())));
    }
    out.append(
        "%n%s%n%n**Remedy.** %s%n%n`%s`%n%n".formatted(page.why(), page.remedy(), rule.id()));
  }

  /** Text of a repository must not become markup of ours, nor call people by their names. */
  private static String cell(String text) {
    return MENTION
        .matcher(Visible.line(text.replace("\n", " ")))
        .replaceAll("@<!-- -->")
        .replace("<", "&lt;")
        .replace("&lt;!-- -->", "<!-- -->")
        .replace("[", "\\[")
        .replace("|", "\\|");
  }

  /** As code: a backtick would end it. */
  private static String code(String text) {
    return "`" + Visible.line(text).replace('`', '\'') + "`";
  }
}
