package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.KeyValue;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Labels: keys that Docker reserves, and what {@code .hadolint.yaml} demands of them. */
final class LabelRules {
  private static final Pattern KEY = Pattern.compile("[a-z0-9]([a-z0-9]|[.-](?=[a-z0-9]))*");

  /** Licence expressions by shape (SPDX 2.3, annex D); ids are not looked up. */
  private static final Pattern SPDX =
      Pattern.compile(
          "\\(?[A-Za-z0-9][A-Za-z0-9.+-]*\\)?( (AND|OR|WITH) \\(?[A-Za-z0-9][A-Za-z0-9.+-]*\\)?)*");

  /** semver.org, item 2, 9 and 10. */
  private static final Pattern SEMVER =
      Pattern.compile(
          "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?"
              + "(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

  private static final Pattern EMAIL = Pattern.compile("[^@\\s<>]+@[^@\\s<>]+\\.[^@\\s<>.]+");

  private LabelRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of("build/label-key", Severity.LOW, "DL3048", LabelRules::key),
        Rule.of("build/label-missing", Severity.LOW, "DL3049", LabelRules::missing),
        Rule.of("build/label-superfluous", Severity.LOW, "DL3050", LabelRules::superfluous),
        Rule.of("build/label-empty", Severity.LOW, "DL3051", LabelRules::empty),
        typed("label-url", "DL3052", "url", "a URL", LabelRules::isUrl),
        typed("label-date", "DL3053", "rfc3339", "a date of RFC 3339", LabelRules::isDate),
        typed(
            "label-licence",
            "DL3054",
            "spdx",
            "an SPDX licence expression",
            v -> SPDX.matcher(v).matches()),
        typed("label-commit", "DL3055", "hash", "a git hash", v -> v.matches("[0-9a-fA-F]{7,40}")),
        typed(
            "label-version",
            "DL3056",
            "semver",
            "a semantic version",
            v -> SEMVER.matcher(v).matches()),
        typed(
            "label-email",
            "DL3058",
            "email",
            "an e-mail address",
            v -> EMAIL.matcher(v).matches()));
  }

  private static Rule<DockerfileSubject> typed(
      String name, String alias, String type, String what, Predicate<String> valid) {
    return Rule.of(
        "build/" + name,
        Severity.LOW,
        alias,
        (subject, report) ->
            labels(subject)
                .filter(p -> type.equals(subject.settings().labels().get(p.name())))
                .filter(p -> !p.value().contains("$") && !valid.test(p.value()))
                .forEach(p ->
                    report.at(
                        p.span(),
                        "the label %s must be %s; '%s' is none"
                            .formatted(p.name(), what, p.value()))));
  }

  private static Stream<KeyValue> labels(DockerfileSubject subject) {
    return subject
        .file()
        .actions()
        .filter(i -> i.is("LABEL"))
        .flatMap(i -> KeyValue.of(i).stream());
  }

  private static void key(DockerfileSubject subject, Rule.Reporter report) {
    labels(subject)
        .filter(p -> !p.name().contains("$") || p.name().matches(".+\\$.*"))
        .forEach(p -> {
          if (p.name().matches("(com\\.docker|io\\.docker|org\\.dockerproject)\\..*")) {
            report.at(p.span(), "keys that begin so are reserved for Docker itself");
          } else if (!KEY.matcher(p.name()).matches()) {
            report.at(
                p.span(),
                "a key of labels is made of lower-case letters and digits with single dots and"
                    + " hyphens between");
          }
        });
  }

  /** Each image must carry the label, so a stage counts that is built on by no other. */
  private static void missing(DockerfileSubject subject, Rule.Reporter report) {
    Map<String, String> wanted = subject.settings().labels();
    if (wanted.isEmpty()) {
      return;
    }
    Set<Stage> within = new HashSet<>();
    for (Stage stage : subject.file().stages()) {
      stage.parent().ifPresent(within::add);
      stage.instructions().stream()
          .map(i -> i.action())
          .flatMap(i -> i.flag("from").stream())
          .flatMap(f -> subject.file().stage(f.value()).stream())
          .forEach(within::add);
    }
    for (Stage stage : subject.file().stages()) {
      Set<String> has = new HashSet<>();
      stage.lineage().stream()
          .flatMap(s -> s.instructions().stream())
          .map(i -> i.action())
          .filter(i -> i.is("LABEL"))
          .forEach(i -> KeyValue.of(i).forEach(p -> has.add(p.name())));
      if (!within.contains(stage) && !stage.isFragment()) {
        wanted.keySet().stream()
            .filter(name -> !has.contains(name))
            .sorted()
            .forEach(name ->
                report.at(
                    stage.from().span().firstLine(),
                    "the label %s is missing, which %s demands"
                        .formatted(name, subject.settings().path())));
      }
    }
  }

  private static void superfluous(DockerfileSubject subject, Rule.Reporter report) {
    labels(subject)
        .filter(p -> subject.settings().strictLabels())
        .filter(p -> !subject.settings().labels().containsKey(p.name()))
        .forEach(p ->
            report.at(
                p.span(), "%s knows no label %s".formatted(subject.settings().path(), p.name())));
  }

  private static void empty(DockerfileSubject subject, Rule.Reporter report) {
    labels(subject)
        .filter(p -> subject.settings().labels().containsKey(p.name()) && p.value().isEmpty())
        .forEach(p -> report.at(p.span(), "the label %s is empty".formatted(p.name())));
  }

  private static boolean isUrl(String value) {
    try {
      URI uri = new URI(value);
      return uri.isAbsolute() && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isDate(String value) {
    try {
      OffsetDateTime.parse(value.replace(' ', 'T'));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
