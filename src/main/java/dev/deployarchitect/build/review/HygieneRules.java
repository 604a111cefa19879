package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.build.dockerfile.Installs;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The habits the linters of the trade agree on. */
final class HygieneRules {
  private HygieneRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of(
            "build/relative-workdir",
            Severity.MEDIUM,
            "DL3000 WorkdirRelativePath",
            HygieneRules::workdir),
        Rule.of("build/sudo", Severity.MEDIUM, "DL3004", HygieneRules::sudo),
        Rule.of("build/cd-instead-of-workdir", Severity.INFO, "DL3003", HygieneRules::cd),
        Rule.of(
            "build/add-instead-of-copy", Severity.LOW, "DL3020 CKV_DOCKER_4", HygieneRules::add),
        Rule.of(
            "build/duplicate-stage",
            Severity.HIGH,
            "DL3024 DuplicateStageName",
            HygieneRules::duplicateStage),
        Rule.of("build/apt-no-yes", Severity.HIGH, "DL3014", HygieneRules::aptYes),
        Rule.of("build/apt-recommends", Severity.LOW, "DL3015", HygieneRules::aptRecommends),
        Rule.of("build/apt-lists-kept", Severity.LOW, "DL3009", HygieneRules::aptLists),
        Rule.of("build/apk-cache-kept", Severity.LOW, "DL3019", HygieneRules::apkCache),
        Rule.of("build/pip-cache-kept", Severity.LOW, "DL3042", HygieneRules::pipCache),
        Rule.of("build/hidden-pipe-failure", Severity.MEDIUM, "DL4006", HygieneRules::pipefail),
        Rule.of(
            "build/maintainer",
            Severity.INFO,
            "DL4000 MaintainerDeprecated",
            HygieneRules::maintainer));
  }

  private static Stream<Command> commands(DockerfileSubject subject) {
    return subject
        .file()
        .instructions()
        .filter(Instruction::runs)
        .flatMap(i -> i.shell().commands().stream());
  }

  private static void workdir(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      boolean absolute = stage.parent().isPresent();
      for (Instruction i : stage.all("WORKDIR").filter(w -> !w.words().isEmpty()).toList()) {
        String path = i.words().getFirst().text();
        absolute |= path.matches("([/$\\\\]|[A-Za-z]:).*");
        if (!absolute) {
          report.at(
              i.arguments(),
              "%s is relative to whatever folder the base image ends in".formatted(path));
        }
      }
    }
  }

  private static void sudo(DockerfileSubject subject, Rule.Reporter report) {
    commands(subject)
        .filter(c -> c.name().equals("sudo"))
        .forEach(c ->
            report.at(c.words().getFirst().span(), "RUN needs no sudo; it hides who runs what"));
  }

  private static void cd(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .instructions()
        .filter(i -> i.is("RUN"))
        .forEach(i -> {
          List<Command> commands = i.shell().commands();
          if (!commands.isEmpty() && commands.getFirst().name().equals("cd")) {
            report.at(
                commands.getFirst().span(),
                "this cd ends with its RUN; WORKDIR says it for the rest of the stage");
          }
        });
  }

  private static void add(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .instructions()
        .filter(i -> i.is("ADD") && i.words().size() >= 2)
        .filter(i ->
            i.words().stream()
                .limit(i.words().size() - 1L)
                .noneMatch(w ->
                    w.text()
                        .matches(
                            "(?i)(https?|git|ssh)[:@].*|git@.*|.*\\.git(#.*)?"
                                + "|.*\\.(tar|tgz|tbz2?|txz|gz|bz2|xz|zst|lzma)|.*\\$.*")))
        .filter(i -> i.heredocs().isEmpty())
        .forEach(i ->
            report.at(
                i.keywordSpan(),
                "ADD also unpacks and downloads; a plain copy says COPY",
                Fix.safe("use COPY", i.keywordSpan(), "COPY")));
  }

  private static void duplicateStage(DockerfileSubject subject, Rule.Reporter report) {
    Map<String, Stage> seen = new HashMap<>();
    for (Stage stage : subject.file().stages()) {
      Stage first =
          stage.name().isEmpty()
              ? null
              : seen.putIfAbsent(stage.name().toLowerCase(Locale.ROOT), stage);
      if (first != null) {
        report.at(
            stage.from().words().get(2).span(),
            "stage '%s' is already named on line %d; --from cannot tell them apart"
                .formatted(stage.name(), first.from().span().line()));
      }
    }
  }

  private static Stream<Command> aptInstalls(DockerfileSubject subject) {
    return commands(subject).filter(c -> c.is("apt-get", "install"));
  }

  private static void aptYes(DockerfileSubject subject, Rule.Reporter report) {
    aptInstalls(subject)
        .filter(c ->
            !c.hasFlag("-y", "--yes", "--assume-yes", "-qq")
                && c.arguments().stream().filter(w -> w.text().equals("-q")).count() < 2
                && !c.hasFlag("-q=2"))
        .forEach(c ->
            report.at(c.span().firstLine(), "apt-get install asks for a yes that nobody can give"));
  }

  private static void aptRecommends(DockerfileSubject subject, Rule.Reporter report) {
    aptInstalls(subject)
        .filter(c ->
            !c.hasFlag("--no-install-recommends")
                && c.arguments().stream().noneMatch(w -> w.text().contains("Install-Recommends=")))
        .forEach(c ->
            report.at(
                c.span().firstLine(), "apt-get install also brings the recommended packages"));
  }

  private static void aptLists(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .instructions()
        .filter(i -> i.is("RUN"))
        .forEach(i -> {
          boolean cached =
              i.flags("mount")
                  .anyMatch(f ->
                      f.value().contains("/var/lib/apt") || f.value().contains("/var/cache/apt"));
          boolean cleaned =
              i.shell()
                  .named("rm")
                  .anyMatch(c ->
                      c.words().stream().map(Word::text).anyMatch(w -> w.contains("/var/lib/apt")));
          i.shell().commands().stream()
              .filter(c -> c.is("apt-get", "update"))
              .filter(c -> !cached && !cleaned && ships(subject, i))
              .findFirst()
              .ifPresent(c ->
                  report.at(
                      c.span(),
                      "the package lists stay in this layer; remove /var/lib/apt/lists in the same RUN"
                          + " or mount a cache there"));
        });
  }

  /** Whether the instruction's layer is part of the final image. */
  private static boolean ships(DockerfileSubject subject, Instruction instruction) {
    return subject.file().last().stream()
        .flatMap(s -> s.lineage().stream())
        .anyMatch(s -> s.instructions().contains(instruction));
  }

  private static void apkCache(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .instructions()
        .filter(i -> i.is("RUN"))
        .forEach(i -> {
          boolean cached = i.flags("mount").anyMatch(f -> f.value().contains("/apk"));
          i.shell().commands().stream()
              .filter(c -> c.is("apk", "add"))
              .filter(c -> !c.hasFlag("--no-cache") && !cached && ships(subject, i))
              .forEach(c ->
                  report.at(
                      c.span().firstLine(),
                      "apk add without --no-cache leaves its index in the layer"));
        });
  }

  private static void pipCache(DockerfileSubject subject, Rule.Reporter report) {
    boolean off =
        subject
            .file()
            .instructions()
            .anyMatch(i -> i.is("ENV", "ARG") && i.body().text().contains("PIP_NO_CACHE_DIR"));
    subject
        .file()
        .instructions()
        .filter(i -> i.is("RUN") && !off)
        .forEach(i -> {
          boolean cached = i.flag("mount").isPresent();
          i.shell()
              .named("pip", "pip3")
              .filter(c -> Installs.verb(c).equals("install"))
              .filter(c -> !c.hasFlag("--no-cache-dir") && !cached && ships(subject, i))
              .forEach(c ->
                  report.at(
                      c.span().firstLine(),
                      "pip install without --no-cache-dir leaves downloaded wheels in the layer"));
        });
  }

  private static void pipefail(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      boolean on =
          stage
              .lineage().stream()
              .flatMap(s -> s.all("SHELL"))
              .anyMatch(i ->
                  i.body().text().contains("pipefail")
                      || i.body().text().matches("(?is).*(powershell|pwsh|cmd).*"));
      stage
          .all("RUN")
          .filter(i -> !on && !i.body().text().contains("pipefail"))
          .flatMap(i -> i.shell().commands().stream().limit(200))
          .filter(c -> c.link() == Command.Link.PIPE)
          .findFirst()
          .ifPresent(c ->
              report.at(
                  c.span().firstLine(),
                  "only this last command of the pipe decides: a failure before it goes unseen"));
    }
  }

  private static void maintainer(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .instructions()
        .filter(i -> i.is("MAINTAINER"))
        .forEach(i ->
            report.at(
                i.span().firstLine(), "MAINTAINER is deprecated since Docker 1.13; use a label"));
  }
}
