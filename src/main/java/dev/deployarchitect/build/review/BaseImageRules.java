package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.ImageName;
import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.text.Span;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Rules on what an image is built from. */
final class BaseImageRules {
  private BaseImageRules() {}

  static List<Rule<DockerfileSubject>> all(DatedTable endOfLife) {
    return List.of(
        Rule.of("build/untagged-base", Severity.MEDIUM, "DL3006", BaseImageRules::untagged),
        Rule.of(
            "build/latest-base", Severity.MEDIUM, "DL3007 CKV_DOCKER_7", BaseImageRules::latest),
        Rule.of("build/untrusted-registry", Severity.HIGH, "DL3026", BaseImageRules::registry),
        Rule.of(
            "build/constant-platform",
            Severity.LOW,
            "DL3029 FromPlatformFlagConstDisallowed",
            BaseImageRules::constantPlatform),
        Rule.of(
            "build/redundant-platform",
            Severity.INFO,
            "DL3065 RedundantTargetPlatform",
            BaseImageRules::redundantPlatform),
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

  private static void registry(DockerfileSubject subject, Rule.Reporter report) {
    List<String> trusted = subject.settings().registries();
    if (trusted.isEmpty()) {
      return;
    }
    for (Stage stage : subject.file().stages()) {
      if (isImage(subject, stage)) {
        untrusted(subject, subject.file().expand(stage.base()), stage.baseSpan(), report);
      }
      stage.instructions().stream()
          .map(Instruction::action)
          .forEach(i -> {
            i.flag("from")
                .filter(f -> subject.file().stage(f.value()).isEmpty())
                .ifPresent(f -> untrusted(subject, f.value(), f.span(), report));
            i.flags("mount")
                .filter(f -> !f.option("from").isEmpty())
                .filter(f -> subject.file().stage(f.option("from")).isEmpty())
                .forEach(f -> untrusted(subject, f.option("from"), f.span(), report));
          });
    }
  }

  private static void untrusted(
      DockerfileSubject subject, String image, Span at, Rule.Reporter report) {
    String registry = ImageName.of(image).registry();
    boolean known =
        subject.settings().registries().stream()
            .anyMatch(t ->
                t.equals("*")
                    || t.equals(registry)
                    || (t.startsWith("*.") && registry.endsWith(t.substring(1))));
    if (!known && !image.contains("$")) {
      report.at(
          at,
          "%s is not among the registries that %s trusts"
              .formatted(registry, subject.settings().path()));
    }
  }

  private static void constantPlatform(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      stage
          .from()
          .flag("platform")
          .filter(f -> !f.value().isEmpty() && !f.value().contains("$"))
          .filter(f -> !namesPlatform(stage.name(), f.value()))
          .ifPresent(f ->
              report.at(
                  f.span(), "the stage is %s whatever platform is built for".formatted(f.value())));
    }
  }

  /** A stage that says its platform in its name means it. */
  private static boolean namesPlatform(String name, String platform) {
    return Stream.of(platform.split("/"))
        .anyMatch(part -> !part.isEmpty() && name.toLowerCase(Locale.ROOT).contains(part));
  }

  private static void redundantPlatform(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      stage
          .from()
          .flag("platform")
          .filter(f -> f.value().matches("\\$(TARGETPLATFORM|\\{TARGETPLATFORM(:?-[^}]*)?})"))
          .ifPresent(f ->
              report.at(
                  f.span(),
                  "this is the default",
                  Fix.safe("leave it out", withBlank(f.span()), "")));
    }
  }

  private static Span withBlank(Span flag) {
    String text = flag.source().text();
    boolean blank = flag.end() < text.length() && text.charAt(flag.end()) == ' ';
    return flag.source().span(flag.start(), flag.end() + (blank ? 1 : 0));
  }
}
