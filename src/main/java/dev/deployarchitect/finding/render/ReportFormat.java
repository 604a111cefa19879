package dev.deployarchitect.finding.render;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Report;
import dev.deployarchitect.text.SafeJson;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms in which a report can be printed. */
public enum ReportFormat {
  TEXT,
  JSON,
  MARKDOWN,
  SARIF,
  RDJSONL;

  public static Optional<ReportFormat> of(String name) {
    return Stream.of(values())
        .filter(f -> f.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  public String render(Report report, Content content) {
    return switch (this) {
      case TEXT -> new TextReport(content).render(report);
      case JSON -> SafeJson.of(JsonReport.render(report, content).toPrettyString()) + "\n";
      case MARKDOWN -> new MarkdownReport(content).render(report);
      case SARIF -> SafeJson.of(SarifReport.render(report, content).toPrettyString()) + "\n";
      case RDJSONL -> SafeJson.of(RdjsonlReport.render(report));
    };
  }
}
