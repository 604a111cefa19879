package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.ImageName;
import dev.deployarchitect.build.dockerfile.Installs;
import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.KeyValue;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.Word;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What goes wrong with Node.js, Next.js and Prisma in images. */
final class NodeRules {
  private static final Pattern PRISMA_VERSION =
      Pattern.compile("(?:@prisma/client|prisma)@\\D{0,2}(\\d+).*");

  private NodeRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of(
            "build/prisma-other-version",
            Severity.HIGH,
            Confidence.MEDIUM,
            "",
            NodeRules::otherVersion),
        Rule.of(
            "build/prisma-cli-missing",
            Severity.HIGH,
            Confidence.MEDIUM,
            "",
            NodeRules::cliMissing),
        Rule.of("build/prisma-generate-late", Severity.HIGH, "", NodeRules::generateLate),
        Rule.of(
            "build/dev-dependencies-shipped",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "",
            NodeRules::devShipped),
        Rule.of("build/next-public-frozen", Severity.INFO, "", NodeRules::nextPublic),
        Rule.of("build/weak-dockerignore", Severity.MEDIUM, "", NodeRules::weakIgnore));
  }

  private static boolean isPrisma(Command command) {
    return command.words().stream().anyMatch(w -> w.text().matches("(.*/)?prisma(@.*)?"));
  }

  /** A CLI that the lockfile does not decide: fetched by version, or in a stage without modules. */
  private static void otherVersion(DockerfileSubject subject, Rule.Reporter report) {
    Optional<Fact> project = subject.profile().find(Topic.ORM, "prisma");
    int major = project.map(Fact::major).orElse(0);
    for (Stage stage : subject.file().stages()) {
      Step.of(stage)
          .flatMap(step -> step.command().words().stream())
          .forEach(word -> {
            Matcher version = PRISMA_VERSION.matcher(word.text());
            boolean other =
                version.matches() && major > 0 && !version.group(1).equals(String.valueOf(major));
            if (other) {
              report.at(
                  word.span(),
                  "the project has Prisma %d; client and engines of different majors do not work"
                          .formatted(major)
                      + " together");
            }
          });
      Step.of(stage)
          .filter(step -> step.command().is("npx", "prisma") && !hasModules(subject, stage))
          .filter(step -> !step.command().hasFlag("--no-install", "--no"))
          .findFirst()
          .ifPresent(step ->
              report.at(
                  step.span(),
                  "no node_modules in this stage, so npx fetches the newest Prisma there is, not the"
                      + " project's"));
    }
  }

  private static boolean hasModules(DockerfileSubject subject, Stage stage) {
    return stage.isFragment()
        || !ImageName.of(subject.file().expand(stage.rootImage())).isNode()
        || stage.lineage().stream()
            .flatMap(s -> s.instructions().stream())
            .anyMatch(i ->
                Installs.in(i).findAny().isPresent()
                    || copies(i, "node_modules")
                    || copiesWholeStage(i))
        || Step.of(stage)
            .anyMatch(s -> s.command().is("npm", "install") || s.command().is("npm", "i"));
  }

  private static boolean copies(Instruction i, String folder) {
    return i.is("COPY", "ADD")
        && i.sources().stream()
            .map(Word::text)
            .anyMatch(t -> t.matches("(.*/)?" + folder + "/?(.*)?"));
  }

  private static boolean copiesWholeStage(Instruction i) {
    return i.is("COPY")
        && i.flag("from").isPresent()
        && i.sources().stream()
            .anyMatch(w -> w.text().matches("/|\\.|/\\w+/?|/usr/src/app/?|.*\\$.*"));
  }

  /** Standalone output holds neither the CLI nor the schema. */
  private static void cliMissing(DockerfileSubject subject, Rule.Reporter report) {
    Optional<Stage> last = subject.file().last();
    boolean standalone =
        last.isPresent() && last.get().all("COPY").anyMatch(i -> copies(i, ".next/standalone"));
    boolean brought =
        last.isPresent()
            && (last.get()
                    .all("COPY")
                    .anyMatch(i -> copies(i, "node_modules") || copiesWholeStage(i))
                || last.get().lineage().stream()
                    .flatMap(Step::of)
                    .anyMatch(s -> isPrisma(s.command()) || s.command().name().equals("npm")));
    if (!standalone || brought) {
      return;
    }
    RuntimeRules.starts(last.get())
        .flatMap(i -> i.shell().commands().stream())
        .filter(NodeRules::isPrisma)
        .findFirst()
        .ifPresent(c ->
            report.at(
                c.span(),
                "the standalone output has no Prisma CLI and no schema: npx would fetch the newest one"
                    + " at every start, and the start fails without a network"));
  }

  private static void generateLate(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      Optional<Step> build =
          Step.of(stage).filter(s -> CacheRules.isBuild(s.command())).findFirst();
      // A second one after the build is for another copy of the packages.
      Step.of(stage)
          .filter(s ->
              isPrisma(s.command())
                  && s.command().words().stream().anyMatch(w -> w.text().equals("generate")))
          .findFirst()
          .filter(s -> build.isPresent() && s.span().start() > build.get().span().start())
          .ifPresent(s ->
              report.at(
                  s.span(),
                  "the client is generated after '%s' on line %d was built without it"
                      .formatted(build.get().span().text(), build.get().span().line())));
    }
  }

  private static void devShipped(DockerfileSubject subject, Rule.Reporter report) {
    Optional<Stage> last = subject.file().last();
    boolean standalone =
        last.isPresent() && last.get().all("COPY").anyMatch(i -> copies(i, ".next/standalone"));
    if (last.isEmpty() || standalone) {
      return;
    }
    for (Instruction copy :
        last.get().all("COPY").filter(i -> copies(i, "node_modules")).toList()) {
      Optional<Stage> from = copy.flag("from").flatMap(f -> subject.file().stage(f.value()));
      List<Command> installs =
          from.stream()
              .flatMap(s -> s.lineage().stream())
              .flatMap(s -> s.instructions().stream())
              .flatMap(Installs::in)
              .toList();
      boolean all =
          !installs.isEmpty()
              && installs.stream()
                  .noneMatch(c -> c.hasFlag("--omit", "--production", "--prod", "-P", "--only"))
              && from.stream()
                  .flatMap(s -> s.lineage().stream())
                  .flatMap(Step::of)
                  .noneMatch(s ->
                      s.command().words().stream().anyMatch(w -> w.text().matches("prune|focus")));
      if (all) {
        report.at(
            copy.span().firstLine(),
            "the dev dependencies that '%s' installed come along"
                .formatted(installs.getFirst().span().text().lines().findFirst().orElse("")));
      }
    }
  }

  private static void nextPublic(DockerfileSubject subject, Rule.Reporter report) {
    List<KeyValue> names =
        subject
            .file()
            .actions()
            .filter(i -> i.is("ARG", "ENV"))
            .flatMap(i -> KeyValue.of(i).stream())
            .filter(p -> p.name().startsWith("NEXT_PUBLIC_"))
            .toList();
    List<String> distinct = names.stream().map(KeyValue::name).distinct().toList();
    if (!names.isEmpty()) {
      report.at(
          names.getFirst().span(),
          "%s%s: the build writes its value into the bundle, so this image serves one environment"
              .formatted(
                  distinct.getFirst(),
                  distinct.size() > 1 ? " and %d more".formatted(distinct.size() - 1) : ""));
    }
  }

  private static void weakIgnore(DockerfileSubject subject, Rule.Reporter report) {
    if (subject.ignoreFile().isEmpty() || !subject.isNode()) {
      return;
    }
    String ignore = subject.ignoreFile().get().path();
    boolean modules = lets(subject, "node_modules");
    // Only the root of a repository has a .git.
    boolean history = ignore.indexOf('/') < 0 && lets(subject, ".git");
    subject
        .file()
        .instructions()
        .filter(Installs::copiesEverything)
        .findFirst()
        .filter(copy -> modules || history)
        .ifPresent(copy ->
            report.at(
                copy.span().firstLine(),
                ignore
                    + (modules
                        ? " lets node_modules into the context: a local one overwrites what was installed"
                        : " lets .git into the context: every commit changes it, so this step is never"
                            + " cached")));
  }

  private static boolean lets(DockerfileSubject subject, String folder) {
    return !subject.ignored(folder) && !subject.ignored(folder + "/x");
  }
}
