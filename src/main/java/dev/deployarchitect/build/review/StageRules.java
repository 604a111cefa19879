package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Dockerfile;
import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.KeyValue;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of stages, and how instructions are written. */
final class StageRules {
  private static final Set<String> RESERVED = Set.of("scratch", "context");

  private StageRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of(
            "build/duplicate-stage",
            Severity.HIGH,
            "DL3024 DuplicateStageName",
            StageRules::duplicate),
        Rule.of(
            "build/reserved-stage-name",
            Severity.HIGH,
            "DL3063 ReservedStageName",
            StageRules::reserved),
        Rule.of(
            "build/stage-name-casing", Severity.INFO, "StageNameCasing", StageRules::nameCasing),
        Rule.of("build/as-casing", Severity.INFO, "FromAsCasing", StageRules::asCasing),
        Rule.of(
            "build/instruction-casing",
            Severity.INFO,
            "ConsistentInstructionCasing",
            StageRules::casing),
        Rule.of(
            "build/empty-continuation", Severity.LOW, "NoEmptyContinuation", StageRules::blankLine),
        Rule.of("build/onbuild-trigger", Severity.HIGH, "DL3043", StageRules::trigger),
        Rule.of("build/ignore-comment", Severity.INFO, "DL1001", StageRules::ignoreComment),
        Rule.of(
            "build/maintainer",
            Severity.INFO,
            "DL4000 MaintainerDeprecated",
            StageRules::maintainer),
        Rule.of(
            "build/definition-description",
            Severity.INFO,
            "InvalidDefinitionDescription",
            StageRules::description));
  }

  private static Optional<Word> name(Stage stage) {
    return stage.name().isEmpty() ? Optional.empty() : Optional.of(stage.from().words().get(2));
  }

  private static void duplicate(DockerfileSubject subject, Rule.Reporter report) {
    Map<String, Stage> seen = new HashMap<>();
    for (Stage stage : subject.file().stages()) {
      Optional<Word> name = name(stage);
      Stage first =
          name.isEmpty() ? null : seen.putIfAbsent(stage.name().toLowerCase(Locale.ROOT), stage);
      if (first != null) {
        report.at(
            name.get().span(),
            "stage '%s' is already named on line %d; --from cannot tell them apart"
                .formatted(stage.name(), first.from().span().line()));
      }
    }
  }

  private static void reserved(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      name(stage)
          .filter(w -> RESERVED.contains(stage.name().toLowerCase(Locale.ROOT)))
          .ifPresent(w ->
              report.at(
                  w.span(),
                  "'%s' already means something to FROM and --from; the stage cannot be named so"
                      .formatted(w.text())));
    }
  }

  private static void nameCasing(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      String lower = stage.name().toLowerCase(Locale.ROOT);
      name(stage)
          .filter(w -> !lower.equals(stage.name()))
          .ifPresent(w -> report.at(w.span(), "stage names are written in lower case: " + lower));
    }
  }

  private static void asCasing(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      boolean lower = isLower(stage.from().keywordSpan().text());
      name(stage)
          .map(w -> stage.from().words().get(1).span())
          .filter(as -> isLower(as.text()) != lower)
          .ifPresent(as -> {
            String wanted = lower ? "as" : "AS";
            report.at(
                as,
                "'%s' is not written as '%s' is"
                    .formatted(as.text(), stage.from().keywordSpan().text()),
                Fix.safe("write " + wanted, as, wanted));
          });
    }
  }

  private static boolean isLower(String word) {
    return word.equals(word.toLowerCase(Locale.ROOT));
  }

  private static void casing(DockerfileSubject subject, Rule.Reporter report) {
    List<Span> keywords =
        subject
            .file()
            .instructions()
            .map(Instruction::keywordSpan)
            .filter(s -> !s.text().isEmpty())
            .toList();
    long lower = keywords.stream().filter(s -> isLower(s.text())).count();
    long upper = keywords.stream().filter(s -> isUpper(s.text())).count();
    boolean wantLower = lower > upper;
    for (Span keyword : keywords) {
      boolean fits = wantLower ? isLower(keyword.text()) : isUpper(keyword.text());
      if (!fits) {
        String wanted =
            wantLower
                ? keyword.text().toLowerCase(Locale.ROOT)
                : keyword.text().toUpperCase(Locale.ROOT);
        report.at(
            keyword,
            "'%s' is not written as most instructions here are".formatted(keyword.text()),
            Fix.safe("write " + wanted, keyword, wanted));
      }
    }
  }

  private static boolean isUpper(String word) {
    return word.equals(word.toUpperCase(Locale.ROOT));
  }

  private static void blankLine(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .instructions()
        .filter(i -> !i.layout().blankLines().isEmpty())
        .forEach(i -> {
          Span first = i.layout().blankLines().getFirst();
          report.at(
              first,
              "an empty line inside an instruction; a later BuildKit will end the instruction here",
              new Fix(
                  "remove the empty lines",
                  true,
                  i.layout().blankLines().stream()
                      .map(StageRules::withBreak)
                      .map(s -> new dev.deployarchitect.text.TextEdit(s, ""))
                      .toList()));
        });
  }

  private static Span withBreak(Span line) {
    return line.source().span(line.start(), line.source().lineStart(line.line() + 1));
  }

  private static void trigger(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .instructions()
        .filter(i -> i.is("ONBUILD") && !i.words().isEmpty())
        .map(i -> i.words().getFirst())
        .filter(w -> w.text().toUpperCase(Locale.ROOT).matches("ONBUILD|FROM|MAINTAINER"))
        .forEach(w ->
            report.at(
                w.span(),
                "%s may not stand behind ONBUILD".formatted(w.text().toUpperCase(Locale.ROOT))));
  }

  /** Experimental in BuildKit, so only where the file asks for it. */
  private static void description(DockerfileSubject subject, Rule.Reporter report) {
    Dockerfile file = subject.file();
    boolean asked =
        file.directive("check")
            .filter(d ->
                d.value().matches("(?i).*experimental=[^;]*(InvalidDefinitionDescription|all).*"))
            .isPresent();
    if (!asked) {
      return;
    }
    file.instructions()
        .filter(i -> i.is("ARG", "FROM"))
        .forEach(i -> {
          Optional<Span> comment = above(file, i);
          String name = described(file, i);
          if (comment.isPresent() && !name.isEmpty() && !starts(comment.get(), name)) {
            report.at(
                i.span().firstLine(),
                "the comment above is taken for a description; it would begin with '# %s'"
                    .formatted(name));
          }
        });
  }

  private static boolean starts(Span comment, String name) {
    String words = comment.text().replaceFirst("^#\\s*", "");
    return words.equals(name) || words.startsWith(name + " ");
  }

  private static Optional<Span> above(Dockerfile file, Instruction i) {
    return file.comments().stream().filter(c -> c.line() == i.span().line() - 1).findFirst();
  }

  private static String described(Dockerfile file, Instruction i) {
    if (i.is("FROM")) {
      return file.stages().stream()
          .filter(s -> s.from().equals(i))
          .findFirst()
          .map(s -> s.name().toLowerCase(Locale.ROOT))
          .orElse("");
    }
    List<KeyValue> pairs = KeyValue.of(i);
    return pairs.size() == 1 ? pairs.getFirst().name() : "<name>";
  }

  /** Only where the team says in its settings that it wants no such comments. */
  private static void ignoreComment(DockerfileSubject subject, Rule.Reporter report) {
    if (!subject.settings().noIgnoreComments()) {
      return;
    }
    subject.file().comments().stream()
        .filter(c -> c.text().matches("#\\s*hadolint\\s+((global|stage)\\s+)?ignore\\s*=.*"))
        .forEach(c ->
            report.at(
                c,
                "%s says disable-ignore-pragma: rules are switched off there, not here"
                    .formatted(subject.settings().path())));
  }

  private static void maintainer(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .instructions()
        .filter(i -> i.is("MAINTAINER"))
        .forEach(i -> {
          String who = i.body().text().strip().replaceAll("^\"|\"$", "").replace("\"", "'");
          boolean plain = i.layout().continuations().isEmpty() && !who.contains("\\");
          report.at(
              i.span().firstLine(),
              "MAINTAINER is deprecated since Docker 1.13; use a label",
              plain
                  ? List.of(
                      Fix.safe(
                          "use a label",
                          i.span(),
                          "LABEL org.opencontainers.image.authors=\"" + who + "\""))
                  : List.<Fix>of());
        });
  }
}
