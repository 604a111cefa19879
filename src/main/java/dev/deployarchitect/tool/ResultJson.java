package dev.deployarchitect.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.render.JsonReport;
import java.util.List;

/** A result as clients read it: status, text, findings, files with evidence, recommendations. */
public final class ResultJson {
  private ResultJson() {}

  public static ObjectNode of(ToolResult result, Content content) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("status", result.status());
    node.put("text", result.text());
    if (result instanceof ToolResult.Done done) {
      node.set("data", done.data());
      ArrayNode findings = node.putArray("findings");
      for (Finding finding : done.findings()) {
        findings.add(JsonReport.finding(finding, content));
      }
      ArrayNode files = node.putArray("files");
      done.files().forEach(f -> files.add(file(f)));
      ArrayNode recommendations = node.putArray("recommendations");
      done.recommendations().forEach(r -> recommendations.add(recommendation(r)));
    }
    return node;
  }

  public static ObjectNode file(Delivered delivered) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("path", delivered.artifact().path());
    node.put("purpose", delivered.artifact().purpose());
    node.put("sha256", delivered.artifact().sha256());
    node.put("content", delivered.artifact().content());
    strings(node.putArray("answers"), delivered.artifact().answers());
    ArrayNode evidence = node.putArray("evidence");
    delivered.evidence().forEach(e -> evidence.add(evidence(e)));
    return node;
  }

  static ObjectNode evidence(Evidence evidence) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("check", evidence.check());
    switch (evidence) {
      case Evidence.Passed p -> {
        node.put("verdict", "passed");
        node.put("version", p.version());
        node.put("sha256", p.sha256());
        node.put("millis", p.took().toMillis());
        node.put("said", p.said());
      }
      case Evidence.Failed f -> {
        node.put("verdict", "failed");
        node.put("version", f.version());
        node.put("sha256", f.sha256());
        node.put("millis", f.took().toMillis());
        node.put("said", f.said());
      }
      case Evidence.NotRun n -> {
        node.put("verdict", "not_run");
        node.put("why", n.why());
      }
    }
    return node;
  }

  public static ObjectNode recommendation(Recommendation r) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("title", r.title());
    node.put("why", r.why());
    strings(node.putArray("files"), r.files());
    strings(node.putArray("guide"), r.guide());
    part(node.putObject("cost"), r.cost());
    part(node.putObject("benchmark"), r.benchmark());
    part(node.putObject("rollback"), r.rollback());
    part(node.putObject("monitoring"), r.monitoring());
    return node;
  }

  private static void part(ObjectNode node, Recommendation.Part part) {
    switch (part) {
      case Recommendation.Part.DoesNotApply(String why) -> node.put("does_not_apply", why);
      case Recommendation.Part.Says(List<String> sentences, List<Figure> figures) -> {
        strings(node.putArray("says"), sentences);
        ArrayNode all = node.putArray("figures");
        for (Figure figure : figures) {
          ObjectNode one = all.addObject();
          one.put("of", figure.of());
          one.put("value", figure.value());
          one.put("provenance", figure.provenance());
        }
      }
    }
  }

  private static void strings(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
