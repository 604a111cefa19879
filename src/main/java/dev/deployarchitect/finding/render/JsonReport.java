package dev.deployarchitect.finding.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Fingerprint;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Report;
import dev.deployarchitect.finding.RulePage;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.text.TextEdit;

/** One JSON object; lines and columns from 1, the end column behind the last character. */
public final class JsonReport {
  private JsonReport() {}

  public static ObjectNode render(Report report, Content content) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode findings = root.putArray("findings");
    report.findings().forEach(f -> findings.add(finding(f, content)));
    ObjectNode summary = root.putObject("summary");
    for (Severity severity : Severity.values()) {
      summary.put(severity.label(), report.count(severity));
    }
    summary.put("suppressed", report.suppressed());
    ObjectNode read = root.putObject("read");
    report.coverage().read().forEach(read::put);
    ObjectNode notAnalysed = root.putObject("notAnalysed");
    report
        .coverage()
        .notAnalysed()
        .forEach((kind, paths) -> paths.forEach(notAnalysed.withArray(kind)::add));
    ArrayNode errors = root.putArray("errors");
    report.coverage().errors().forEach(errors::add);
    ArrayNode remarks = root.putArray("remarks");
    report.remarks().forEach(remarks::add);
    return root;
  }

  public static ObjectNode finding(Finding finding, Content content) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rule", finding.rule().id());
    ArrayNode aliases = node.putArray("aliases");
    finding.rule().aliases().forEach(aliases::add);
    node.put("severity", finding.rule().severity().label());
    node.put("confidence", finding.rule().confidence().label());
    place(node, finding.span());
    node.put("message", finding.message());
    node.put("remedy", RulePage.remedy(finding.rule(), content));
    node.put("page", finding.rule().page());
    node.put("fingerprint", Fingerprint.of(finding));
    if (!finding.fixes().isEmpty()) {
      ArrayNode fixes = node.putArray("fixes");
      finding.fixes().forEach(fix -> fixes.add(fix(fix)));
    }
    return node;
  }

  private static void place(ObjectNode node, Span span) {
    node.put("path", span.path());
    node.put("line", span.line());
    node.put("column", span.column());
    node.put("endLine", span.endLine());
    node.put("endColumn", span.endColumn());
  }

  private static ObjectNode fix(Fix fix) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("title", fix.title());
    node.put("safe", fix.safe());
    ArrayNode edits = node.putArray("edits");
    for (TextEdit edit : fix.edits()) {
      ObjectNode one = edits.addObject();
      place(one, edit.span());
      one.put("replacement", edit.replacement());
    }
    return node;
  }
}
