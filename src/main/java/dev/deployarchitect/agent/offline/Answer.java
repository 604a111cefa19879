package dev.deployarchitect.agent.offline;

import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.tool.ResultText;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Orders and words tool results: what stands in the way first, then the recommendations. */
final class Answer {
  private static final int FINDINGS = 8;

  private final Question question;
  private final List<Message.ToolAnswer> answers;

  Answer(Question question, List<Message.ToolAnswer> answers) {
    this.question = question;
    this.answers = answers;
  }

  String text() {
    if (answers.isEmpty()) {
      return unable();
    }
    StringBuilder out = new StringBuilder();
    List<Recommendation> recommendations = new ArrayList<>();
    List<Delivered> files = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (Message.ToolAnswer answer : answers) {
      switch (answer.result()) {
        case ToolResult.Done done -> {
          recommendations.addAll(done.recommendations());
          files.addAll(done.files());
          findings.addAll(done.findings());
        }
        case ToolResult other -> remarks.add(other.text());
      }
    }
    if (question.part().isPresent() && !recommendations.isEmpty()) {
      return onlyPart(recommendations, files);
    }
    if (question.areas().equals(java.util.EnumSet.of(Area.PROJECT))) {
      out.append(answers.getFirst().result().text());
    }
    findings(out, findings);
    recommendations.forEach(r -> out.append(ResultText.markdown(r, files)));
    remarks.forEach(remark -> out.append("Note: ").append(remark).append("\n"));
    if (recommendations.isEmpty()) {
      next(out, findings);
    }
    return out.toString().strip() + "\n";
  }

  private static void findings(StringBuilder out, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    Map<String, List<Finding>> byRule =
        findings.stream()
            .sorted(Finding.WORST_FIRST)
            .collect(
                Collectors.groupingBy(f -> f.rule().id(), LinkedHashMap::new, Collectors.toList()));
    out.append("## What stands in the way\n\n");
    byRule.values().stream()
        .limit(FINDINGS)
        .forEach(all -> {
          Finding first = all.getFirst();
          String more = all.size() > 1 ? " (and in other places)" : "";
          out.append(
              "- **%s** `%s:%d` %s%s%n"
                  .formatted(
                      first.rule().severity().label(),
                      first.span().path(),
                      first.span().line(),
                      first.message(),
                      more));
        });
    if (byRule.size() > FINDINGS) {
      out.append("- and findings of more rules, in the tool results\n");
    }
    out.append('\n');
  }

  private void next(StringBuilder out, List<Finding> findings) {
    boolean database = question.areas().contains(Area.DATABASE);
    if (database && !findings.isEmpty()) {
      out.append("For a plan that keeps every row, name the change, such as: rename User.name to")
          .append(" fullName.\n");
    }
    if (question.areas().contains(Area.REVIEW) && !findings.isEmpty()) {
      out.append("Ask about one area (builds, database, pipeline, infrastructure, monitoring) for")
          .append(" files that answer these.\n");
    }
  }

  private String onlyPart(List<Recommendation> recommendations, List<Delivered> files) {
    String heading = question.part().orElseThrow().heading();
    StringBuilder out = new StringBuilder();
    for (Recommendation recommendation : recommendations) {
      String all = ResultText.markdown(recommendation, files);
      int start = all.indexOf("### " + heading);
      int end = all.indexOf("\n### ", start + 4);
      out.append("## ")
          .append(recommendation.title())
          .append("\n\n")
          .append(all, start, end < 0 ? all.length() : end)
          .append("\n");
    }
    return out.toString().strip() + "\n";
  }

  private static String unable() {
    return """
    This question is beyond what can be answered without a language model. What can be:

    - builds and images: "Our builds are taking too long"
    - pipelines and releases: "Set up automated deployments"
    - database changes: "Are our migrations safe?", "rename User.name to fullName"
    - running PostgreSQL: "Do we need PgBouncer?", "backups", "a read replica", "slow queries"
    - infrastructure as code: "Write Terraform for this app"
    - monitoring: "Set up alerts"
    - everything at once: "Review this repository"

    With a model (see the README) any question can be asked.
    """;
  }
}
