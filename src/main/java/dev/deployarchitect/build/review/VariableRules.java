package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.ImageName;
import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.KeyValue;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.build.dockerfile.Variables;
import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.text.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Variables that are not there, and how ENV and LABEL are written. */
final class VariableRules {
  /** Instructions in which BuildKit replaces variables. */
  private static final String[] EXPANDING = {
    "ADD", "COPY", "ENV", "EXPOSE", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"
  };

  /**
   * Images taken to set PATH and little else. An assumption, not read off their configuration: a
   * finding that rests on it is of medium confidence.
   */
  private static final Set<String> PLAIN =
      Set.of(
          "scratch",
          "alpine",
          "debian",
          "ubuntu",
          "busybox",
          "fedora",
          "centos",
          "rockylinux",
          "almalinux",
          "archlinux",
          "amazonlinux");

  /** Variables that a container has without any ENV, or that images of many kinds set. */
  private static final Set<String> COMMON =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "HOSTNAME",
          "TERM",
          "LANG",
          "LC_ALL",
          "LANGUAGE",
          "TZ",
          "PWD",
          "SHELL");

  private VariableRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of(
            "build/undefined-variable",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "UndefinedVar",
            VariableRules::undefined),
        Rule.of(
            "build/undefined-arg-in-from",
            Severity.HIGH,
            "UndefinedArgInFrom",
            VariableRules::undefinedInFrom),
        Rule.of(
            "build/empty-base-by-default",
            Severity.LOW,
            "InvalidDefaultArgInFrom",
            VariableRules::emptyDefault),
        Rule.of("build/env-in-itself", Severity.HIGH, "DL3044", VariableRules::itself),
        Rule.of(
            "build/legacy-key-value",
            Severity.INFO,
            "LegacyKeyValueFormat",
            VariableRules::legacy));
  }

  private static void undefined(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      Set<String> known = new HashSet<>(COMMON);
      known.addAll(Variables.PREDEFINED);
      stage.lineage().stream()
          .skip(1)
          .flatMap(s -> s.instructions().stream())
          .forEach(i -> KeyValue.of(i).forEach(p -> known.add(p.name())));
      String image = ImageName.of(subject.file().expand(stage.rootImage())).name();
      boolean plain = PLAIN.contains(image) && !stage.isFragment();
      for (Instruction i : stage.instructions()) {
        if (i.is(EXPANDING)) {
          for (Variables.Reference reference : i.references()) {
            check(reference, known, plain, stage, report);
          }
        }
        if (i.is("ENV", "ARG")) {
          KeyValue.of(i).forEach(p -> known.add(p.name()));
        }
      }
    }
  }

  private static void check(
      Variables.Reference reference,
      Set<String> known,
      boolean plain,
      Stage stage,
      Rule.Reporter report) {
    if (known.contains(reference.name()) || reference.hasFallback()) {
      return;
    }
    Optional<String> near =
        reference.name().length() < 4 ? Optional.empty() : Nearest.to(reference.name(), known);
    if (plain || near.isPresent()) {
      boolean platform = Variables.PLATFORM.contains(reference.name());
      report.at(
          reference.span(),
          "$%s is set neither here nor by %s, and is empty%s"
              .formatted(
                  reference.name(),
                  stage.rootImage(),
                  platform
                      ? "; it needs an ARG in this stage"
                      : near.map("; is $%s meant?"::formatted).orElse("")));
    }
  }

  private static void undefinedInFrom(DockerfileSubject subject, Rule.Reporter report) {
    Set<String> known = new HashSet<>(Variables.PLATFORM);
    known.addAll(Variables.PREDEFINED);
    subject.file().global().forEach(i -> KeyValue.of(i).forEach(p -> known.add(p.name())));
    for (Stage stage : subject.file().stages()) {
      Instruction from = stage.from();
      from.references().stream()
          .filter(r -> !known.contains(r.name()) && !r.hasFallback())
          .forEach(r -> missing(r.name(), r.span(), known, report));
      from.flag("platform")
          .ifPresent(f ->
              Variables.references(dev.deployarchitect.text.MappedText.of(f.span())).stream()
                  .filter(r -> !known.contains(r.name()) && !r.hasFallback())
                  .forEach(r -> missing(r.name(), r.span(), known, report)));
    }
  }

  private static void missing(String name, Span at, Set<String> known, Rule.Reporter report) {
    report.at(
        at,
        "no ARG before the first FROM declares %s%s"
            .formatted(name, Nearest.to(name, known).map("; is %s meant?"::formatted).orElse("")));
  }

  private static void emptyDefault(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      if (stage.isFragment() || !stage.base().contains("$") || stage.parent().isPresent()) {
        continue;
      }
      boolean declared =
          stage.from().references().stream()
              .allMatch(r ->
                  subject.file().global().stream()
                      .flatMap(i -> KeyValue.of(i).stream())
                      .anyMatch(p -> p.name().equals(r.name())));
      String image = subject.file().expand(stage.base());
      if (declared
          && !image.matches(
              "[A-Za-z0-9][\\w./-]*(:\\d+/[\\w./-]+)?(:[\\w][\\w.-]*)?(@\\w+:\\w+)?")) {
        report.at(
            stage.baseSpan(),
            image.isEmpty()
                ? "without a build argument this FROM has no image at all"
                : "without a build argument this reads FROM %s, which is no image"
                    .formatted(image));
      }
    }
  }

  private static void itself(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      Set<String> before = new HashSet<>(Set.of("PATH"));
      stage.lineage().stream()
          .skip(1)
          .flatMap(s -> s.all("ENV", "ARG"))
          .forEach(i -> KeyValue.of(i).forEach(p -> before.add(p.name())));
      for (Instruction raw : stage.instructions()) {
        Instruction i = raw.action();
        if (i.is("ENV")) {
          itself(i, before, report);
        }
        KeyValue.of(i).stream().filter(p -> i.is("ENV", "ARG")).forEach(p -> before.add(p.name()));
      }
    }
  }

  private static void itself(Instruction env, Set<String> before, Rule.Reporter report) {
    List<KeyValue> pairs = KeyValue.of(env);
    Set<String> own = new HashSet<>();
    Set<String> twice = new HashSet<>();
    pairs.forEach(
        p -> (own.add(p.name()) ? Set.<String>of() : Set.of(p.name())).forEach(twice::add));
    env.references().stream()
        .filter(
            r -> (own.contains(r.name()) && !before.contains(r.name())) || twice.contains(r.name()))
        .forEach(r ->
            report.at(
                r.span(),
                "%s is set by this very ENV: it still has its old value here, if any"
                    .formatted(r.name())));
  }

  private static void legacy(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .actions()
        .filter(i -> i.is("ENV", "LABEL"))
        .forEach(i ->
            KeyValue.of(i).stream()
                .filter(p -> p.legacy() && p.hasValue())
                .forEach(p -> {
                  Span all = i.words().getFirst().span().to(i.words().getLast().span());
                  boolean oneLine = i.layout().continuations().isEmpty();
                  boolean plain = p.value().matches("[\\w./:@%+-]+");
                  String value = plain ? p.value() : '"' + p.value().replace("\"", "\\\"") + '"';
                  boolean simple =
                      !p.value().contains("\\") && i.words().stream().noneMatch(w -> w.quoted());
                  report.at(
                      all.firstLine(),
                      "written with a blank, the rest of the line is one value; write %s=%s"
                          .formatted(p.name(), plain ? p.value() : "\"…\""),
                      oneLine && simple
                          ? List.of(Fix.safe("write name=value", all, p.name() + "=" + value))
                          : List.<Fix>of());
                }));
  }
}
