package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Installs;
import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.syntax.shell.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules on what a change costs: order, lockfiles, what is carried along. */
final class CacheRules {
  private CacheRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of("build/source-before-dependencies", Severity.HIGH, "", CacheRules::sourceFirst),
        Rule.of("build/install-without-lockfile", Severity.MEDIUM, "", CacheRules::lockfile),
        Rule.of("build/omit-dev-before-build", Severity.HIGH, "", CacheRules::omitDev),
        Rule.of("build/node-modules-over-standalone", Severity.MEDIUM, "", CacheRules::nodeModules),
        Rule.of("build/single-stage", Severity.MEDIUM, "", CacheRules::singleStage),
        Rule.of(
            "build/schema-after-install",
            Severity.HIGH,
            Confidence.MEDIUM,
            "",
            CacheRules::schemaAfterInstall),
        Rule.of("build/missing-dockerignore", Severity.MEDIUM, "", CacheRules::ignoreFile));
  }

  private static void sourceFirst(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      Optional<Instruction> copied = Optional.empty();
      for (Instruction instruction : stage.instructions()) {
        if (Installs.copiesEverything(instruction)) {
          copied = copied.or(() -> Optional.of(instruction));
        }
        Optional<Command> install = Installs.in(instruction).findFirst();
        if (copied.isPresent() && install.isPresent()) {
          report.at(
              copied.get().span().firstLine(),
              "every source change reruns '%s' on line %d, because the whole context is copied"
                      .formatted(
                          install.get().span().text().lines().findFirst().orElse(""),
                          install.get().span().line())
                  + " before it");
          break;
        }
      }
    }
  }

  private static void lockfile(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .instructions()
        .flatMap(Installs::in)
        .forEach(install ->
            Installs.frozen(install)
                .ifPresent(frozen -> {
                  String message =
                      "'%s' may install other versions than the lockfile names; use '%s'"
                          .formatted(install.span().text().lines().findFirst().orElse(""), frozen);
                  boolean plain = install.name().equals("npm") && install.words().size() == 2;
                  report.at(
                      install.span(),
                      message,
                      plain
                          ? List.of(
                              Fix.unsafe("install what the lockfile says", install.span(), frozen))
                          : List.of());
                }));
  }

  private static void omitDev(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      Optional<Command> omitting = Optional.empty();
      for (Instruction instruction : stage.instructions()) {
        for (Command command :
            instruction.is("RUN") ? instruction.shell().commands() : List.<Command>of()) {
          boolean omits =
              command.hasFlag("--omit", "--production", "--only", "--prod")
                  && Installs.isInstall(command);
          if (omits) {
            omitting = Optional.of(command);
          } else if (Installs.isInstall(command)) {
            omitting = Optional.empty();
          }
          if (omitting.isPresent() && isBuild(command)) {
            report.at(
                omitting.get().span(),
                "'%s' leaves out the dev dependencies that '%s' on line %d needs"
                    .formatted(
                        omitting.get().span().text(),
                        command.span().text(),
                        command.span().line()));
            omitting = Optional.empty();
          }
        }
      }
    }
  }

  static boolean isBuild(Command command) {
    return command.is("npm", "run", "build")
        || command.is("pnpm", "build")
        || command.is("pnpm", "run", "build")
        || command.is("yarn", "build")
        || command.is("yarn", "run", "build")
        || command.is("npx", "next", "build")
        || command.is("next", "build")
        || command.is("bun", "run", "build");
  }

  private static void nodeModules(DockerfileSubject subject, Rule.Reporter report) {
    Optional<Stage> last = subject.file().last();
    boolean standalone =
        last.isPresent()
            && last.get()
                .all("COPY")
                .anyMatch(
                    i -> i.words().stream().anyMatch(w -> w.text().contains(".next/standalone")));
    if (!standalone) {
      return;
    }
    last.get()
        .all("COPY")
        .filter(i -> i.flag("from").filter(f -> installs(subject, f.value())).isPresent())
        .filter(i ->
            !i.words().isEmpty() && i.words().getFirst().text().matches("(.*/)?node_modules/?"))
        .forEach(i ->
            report.at(
                i.span().firstLine(),
                "the standalone output carries the modules it needs; this adds all the others"));
  }

  /** Whether a stage holds the project's own install; one made for a single tool does not. */
  private static boolean installs(DockerfileSubject subject, String reference) {
    return subject
        .file()
        .stage(reference)
        .map(stage ->
            stage.lineage().stream()
                    .anyMatch(s -> s.all("RUN").flatMap(Installs::in).findAny().isPresent())
                || stage.lineage().stream()
                    .anyMatch(s ->
                        s.all("RUN")
                            .flatMap(r -> r.shell().commands().stream())
                            .anyMatch(CacheRules::isBuild)))
        .orElse(true);
  }

  private static void singleStage(DockerfileSubject subject, Rule.Reporter report) {
    if (subject.file().stages().size() != 1) {
      return;
    }
    Stage stage = subject.file().stages().getFirst();
    stage
        .all("RUN")
        .flatMap(i -> i.shell().commands().stream())
        .filter(CacheRules::isBuild)
        .findFirst()
        .ifPresent(build ->
            report.at(
                stage.from().span().firstLine(),
                "the image that runs also holds the sources, dev dependencies and caches of '%s'"
                    .formatted(build.span().text())));
  }

  private static void schemaAfterInstall(DockerfileSubject subject, Rule.Reporter report) {
    boolean generates =
        subject
            .profile()
            .about(Topic.SCRIPT)
            .anyMatch(
                f -> f.name().equals("postinstall") && f.detail().contains("prisma generate"));
    if (!generates) {
      return;
    }
    for (Stage stage : subject.file().stages()) {
      List<Instruction> copies = new ArrayList<>();
      for (Instruction instruction : stage.instructions()) {
        if (instruction.is("COPY", "ADD")) {
          copies.add(instruction);
        }
        Optional<Command> install =
            Installs.in(instruction).filter(c -> !c.hasFlag("--ignore-scripts")).findFirst();
        boolean schema =
            copies.stream()
                .anyMatch(c -> Installs.copiesEverything(c) || c.body().text().contains("prisma"));
        if (install.isPresent() && !schema && !copies.isEmpty()) {
          report.at(
              install.get().span(),
              "the postinstall script runs 'prisma generate', but no schema has been copied yet");
        }
      }
    }
  }

  private static void ignoreFile(DockerfileSubject subject, Rule.Reporter report) {
    if (subject.ignoreFile().isPresent()) {
      return;
    }
    subject
        .file()
        .instructions()
        .filter(Installs::copiesEverything)
        .findFirst()
        .ifPresent(copy ->
            report.at(
                copy.span().firstLine(),
                "there is no .dockerignore: .git, node_modules, local env files and build output"
                    + " all enter the build context and this layer"));
  }
}
