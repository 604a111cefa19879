package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.build.dockerfile.ImageName;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Rules on what an image is built from. */
final class BaseImageRules {
  private BaseImageRules() {}

  static List<Rule<DockerfileSubject>> all(DatedTable endOfLife) {
    return List.of(
        Rule.of("build/untagged-base", Severity.MEDIUM, "DL3006", BaseImageRules::untagged),
        Rule.of(
            "build/latest-base", Severity.MEDIUM, "DL3007 CKV_DOCKER_7", BaseImageRules::latest),
        Rule.of(
            "build/end-of-life-base",
            Severity.HIGH,
            "",
            (subject, report) -> endOfLife(subject, report, endOfLife)));
  }

  private static boolean isImage(DockerfileSubject subject, Stage stage) {
    String image = subject.file().expand(stage.base());
    return stage.parent().isEmpty()
        && !image.equals("scratch")
        && !image.isBlank()
        && !image.contains("$");
  }

  private static void untagged(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      ImageName image = ImageName.of(subject.file().expand(stage.base()));
      boolean bare = image.tag().isEmpty() && image.digest().isEmpty();
      if (isImage(subject, stage) && bare) {
        report.at(
            stage.baseSpan(),
            "%s has no tag: the next build may start from another major version"
                .formatted(image.repository()));
      }
    }
  }

  private static void latest(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      ImageName image = ImageName.of(subject.file().expand(stage.base()));
      if (isImage(subject, stage) && image.tag().equals("latest") && image.digest().isEmpty()) {
        report.at(
            stage.baseSpan(),
            "%s:latest is whatever was pushed last; two builds of one commit may differ"
                .formatted(image.repository()));
      }
    }
  }

  private static void endOfLife(DockerfileSubject subject, Rule.Reporter report, DatedTable table) {
    for (Stage stage : subject.file().stages()) {
      ImageName image = ImageName.of(subject.file().expand(stage.base()));
      if (isImage(subject, stage)) {
        table.rows().stream()
            .filter(row -> matches(row, image))
            .filter(row -> row.get("ends").compareTo(table.date()) <= 0)
            .findFirst()
            .ifPresent(row ->
                report.at(
                    stage.baseSpan(),
                    "%s %s has had no security fixes since %s (table of %s)"
                        .formatted(
                            image.name(),
                            row.get("cycle"),
                            LocalDate.parse(row.get("ends")),
                            table.date())));
      }
    }
  }

  private static boolean matches(Map<String, String> row, ImageName image) {
    String cycle = image.cycle();
    boolean version = cycle.equals(row.get("cycle")) || cycle.startsWith(row.get("cycle") + ".");
    String codename = row.get("codename");
    boolean named =
        !codename.isEmpty()
            && (image.tag().equals(codename) || image.tag().startsWith(codename + "-"));
    return row.get("image").equals(image.name()) && (version || named);
  }
}
