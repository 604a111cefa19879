package dev.deployarchitect.finding.render;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Report;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.nio.charset.StandardCharsets;

/** Reviewdog's rdjsonl: one diagnostic a line; its columns count UTF-8 bytes from 1. */
final class RdjsonlReport {
  private RdjsonlReport() {}

  static String render(Report report) {
    StringBuilder out = new StringBuilder();
    for (Finding finding : report.findings()) {
      Span span = finding.span();
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("message", finding.message());
      ObjectNode location = node.putObject("location");
      location.put("path", span.path());
      ObjectNode range = location.putObject("range");
      position(range.putObject("start"), span.source(), span.start());
      position(range.putObject("end"), span.source(), span.end());
      node.put(
          "severity",
          switch (finding.rule().severity()) {
            case CRITICAL, HIGH -> "ERROR";
            case MEDIUM -> "WARNING";
            case LOW, INFO -> "INFO";
          });
      node.putObject("source").put("name", "deployment-architect");
      node.putObject("code").put("value", finding.rule().id());
      out.append(node).append('\n');
    }
    return out.toString();
  }

  private static void position(ObjectNode node, Source source, int offset) {
    int line = source.line(offset);
    String before = source.text().substring(source.lineStart(line), offset);
    node.put("line", line);
    node.put("column", before.getBytes(StandardCharsets.UTF_8).length + 1);
  }
}
