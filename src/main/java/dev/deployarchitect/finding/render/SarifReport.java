package dev.deployarchitect.finding.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Fingerprint;
import dev.deployarchitect.finding.Report;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RulePage;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.text.Span;
import java.util.List;

/** SARIF 2.1.0 as GitHub code scanning reads it: relative URIs, fingerprints, severities. */
final class SarifReport {
  private SarifReport() {}

  static ObjectNode render(Report report, Content content) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    root.put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "deployment-architect");
    List<RuleInfo> rules = report.findings().stream().map(Finding::rule).distinct().toList();
    ArrayNode descriptors = driver.putArray("rules");
    rules.forEach(rule -> descriptor(descriptors.addObject(), rule, content));
    run.put("columnKind", "utf16CodeUnits");
    List<String> errors = report.coverage().errors();
    ObjectNode invocation = run.putArray("invocations").addObject();
    invocation.put("executionSuccessful", errors.isEmpty());
    ArrayNode notifications = invocation.putArray("toolExecutionNotifications");
    errors.forEach(error ->
        notifications.addObject().put("level", "error").putObject("message").put("text", error));
    ArrayNode results = run.putArray("results");
    report.findings().forEach(f -> result(results.addObject(), f, rules.indexOf(f.rule())));
    return root;
  }

  private static void descriptor(ObjectNode node, RuleInfo rule, Content content) {
    RulePage page = RulePage.of(rule, content);
    node.put("id", rule.id());
    node.putObject("shortDescription").put("text", page.title());
    node.putObject("fullDescription").put("text", page.why());
    node.putObject("help").put("text", page.remedy());
    ObjectNode properties = node.putObject("properties");
    properties.put("security-severity", score(rule.severity()));
    properties.put("precision", rule.confidence().label());
    ArrayNode tags = properties.putArray("tags");
    rule.aliases().forEach(tags::add);
  }

  /** GitHub's bands: over 9.0 critical, 7.0 high, 4.0 medium, below that low. */
  private static String score(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.5";
      case INFO -> "0.0";
    };
  }

  private static void result(ObjectNode node, Finding finding, int index) {
    node.put("ruleId", finding.rule().id());
    node.put("ruleIndex", index);
    node.put(
        "level",
        switch (finding.rule().severity()) {
          case CRITICAL, HIGH -> "error";
          case MEDIUM -> "warning";
          case LOW, INFO -> "note";
        });
    node.putObject("message").put("text", finding.message());
    Span span = finding.span();
    ObjectNode physical = node.putArray("locations").addObject().putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", encode(span.path()));
    ObjectNode region = physical.putObject("region");
    region.put("startLine", span.line());
    region.put("startColumn", span.column());
    region.put("endLine", span.endLine());
    region.put("endColumn", span.endColumn());
    node.putObject("partialFingerprints").put("primaryLocationLineHash", Fingerprint.of(finding));
  }

  private static String encode(String path) {
    return path.replace("%", "%25").replace(" ", "%20").replace("#", "%23").replace("?", "%3F");
  }
}
