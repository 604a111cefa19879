package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.Word;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules on how the container starts, as whom, and how it is watched. */
final class RuntimeRules {
  private RuntimeRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of(
            "build/shell-form-start",
            Severity.MEDIUM,
            "DL3025 JSONArgsRecommended",
            RuntimeRules::shellForm),
        Rule.of("build/migrate-at-start", Severity.HIGH, "", RuntimeRules::migrate),
        Rule.of(
            "build/seed-at-start", Severity.CRITICAL, Confidence.MEDIUM, "", RuntimeRules::seed),
        Rule.of("build/pid1-without-init", Severity.LOW, "", RuntimeRules::init),
        Rule.of("build/npm-start", Severity.LOW, "", RuntimeRules::npmStart),
        Rule.of(
            "build/no-healthcheck", Severity.LOW, "DL3057 CKV_DOCKER_2", RuntimeRules::healthcheck),
        Rule.of(
            "build/several-starts",
            Severity.MEDIUM,
            "DL4003 DL4004 DL3012 MultipleInstructionsDisallowed",
            RuntimeRules::several));
  }

  static Stream<Instruction> starts(Stage stage) {
    return Stream.of("ENTRYPOINT", "CMD").flatMap(k -> stage.effective(k).stream());
  }

  private static void shellForm(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      boolean ownShell = stage.lineage().stream().anyMatch(s -> s.last("SHELL").isPresent());
      stage
          .all("CMD", "ENTRYPOINT")
          .filter(i -> !i.json() && !i.words().isEmpty())
          .filter(i -> !ownShell && !i.shell().commands().isEmpty())
          .filter(i -> !i.shell().commands().getFirst().name().equals("exec"))
          .forEach(i ->
              report.at(
                  i.arguments(),
                  "a shell is process 1 here and does not pass SIGTERM on: the application is killed"
                      + " after the grace period instead of draining",
                  execForm(i)));
    }
  }

  /** The same words without a shell, where no word needs one. */
  private static List<Fix> execForm(Instruction start) {
    boolean plain =
        start.layout().continuations().isEmpty()
            && start.words().stream().allMatch(w -> w.span().text().matches("[\\w./:@%+=,-]+"))
            && start.shell().commands().stream()
                .allMatch(c -> c.assignments().isEmpty() && c.redirects().isEmpty());
    if (!plain || start.shell().commands().size() != 1) {
      return List.of();
    }
    String json =
        start.words().stream()
            .map(w -> '"' + w.text() + '"')
            .collect(Collectors.joining(", ", "[", "]"));
    return List.of(Fix.safe("start it without a shell", start.arguments(), json));
  }

  private static Stream<Command> startCommands(DockerfileSubject subject) {
    return subject.file().last().stream()
        .flatMap(RuntimeRules::starts)
        .flatMap(i -> i.shell().commands().stream());
  }

  private static void migrate(DockerfileSubject subject, Rule.Reporter report) {
    startCommands(subject)
        .filter(RuntimeRules::migrates)
        .forEach(c ->
            report.at(
                c.span(),
                "every instance migrates the database when it starts: instances contend for the lock,"
                    + " and one failed migration stops every start"));
  }

  private static boolean migrates(Command command) {
    List<String> words = command.words().stream().map(Word::text).toList();
    String all = String.join(" ", words);
    return all.matches(
            ".*\\b(prisma migrate|prisma db push|drizzle-kit (migrate|push)"
                + "|knex migrate|sequelize db:migrate|typeorm migration:run|alembic upgrade"
                + "|manage\\.py migrate|rails db:migrate|artisan migrate).*")
        || all.matches("(npm|pnpm|yarn|bun) (run )?[\\w:.-]*(migrat|db[:-]?push|db[:-]?deploy).*");
  }

  private static void seed(DockerfileSubject subject, Rule.Reporter report) {
    startCommands(subject)
        .filter(c ->
            c.words().stream()
                .map(Word::text)
                .anyMatch(w -> w.matches("(.*[:/.-])?seed([:.-].*)?")))
        .forEach(c ->
            report.at(
                c.span(),
                "the start command seeds the database: each start of each instance writes again"));
  }

  /** Programs whose work is to start others. */
  private static void init(DockerfileSubject subject, Rule.Reporter report) {
    boolean reaped =
        subject.file().last().stream()
            .flatMap(RuntimeRules::starts)
            .anyMatch(
                i -> i.body().text().matches("(?s).*(tini|dumb-init|s6-|catatonit|supervisord).*"));
    startCommands(subject)
        .filter(c ->
            !reaped
                && c.name().matches("concurrently|npm-run-all|run-p|honcho|foreman|pm2|parallel"))
        .findFirst()
        .ifPresent(c ->
            report.at(
                c.span(),
                "'%s' starts processes of its own; without an init nobody collects those that end, and"
                        .formatted(words(c))
                    + " a signal reaches the first alone"));
  }

  private static void npmStart(DockerfileSubject subject, Rule.Reporter report) {
    startCommands(subject)
        .filter(c -> c.name().matches("npm|pnpm|yarn"))
        .findFirst()
        .filter(c -> !migrates(c))
        .ifPresent(c ->
            report.at(
                c.span(),
                ("'%s' keeps a package manager as the parent of the"
                        + " application; signals and memory go through it")
                    .formatted(words(c))));
  }

  private static String words(Command command) {
    return command.words().stream().map(Word::text).collect(Collectors.joining(" "));
  }

  private static void healthcheck(DockerfileSubject subject, Rule.Reporter report) {
    Optional<Stage> last = subject.file().last().filter(s -> !s.isFragment());
    if (last.isEmpty() || last.get().effective("HEALTHCHECK").isPresent()) {
      return;
    }
    Optional<Instruction> elsewhere =
        subject.file().instructions().filter(i -> i.is("HEALTHCHECK")).findFirst();
    boolean serves = last.get().effective("EXPOSE").isPresent() && !last.get().fromScratch();
    if (elsewhere.isPresent()) {
      report.at(
          last.get().from().span().firstLine(),
          "the image is not built on the stage whose HEALTHCHECK stands on line %d, so it has none"
              .formatted(elsewhere.get().span().line()));
    } else if (serves && !subject.forDevelopment()) {
      report.at(
          last.get().from().span().firstLine(),
          "the image exposes a port and has no HEALTHCHECK; Docker, Compose and ECS then call a"
              + " hung process healthy");
    }
  }

  private static void several(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      for (String keyword : List.of("CMD", "ENTRYPOINT", "HEALTHCHECK")) {
        List<Instruction> all = stage.all(keyword).toList();
        for (Instruction early : all.subList(0, Math.max(0, all.size() - 1))) {
          report.at(
              early.span().firstLine(),
              "this %s has no effect: line %d replaces it"
                  .formatted(keyword, all.getLast().span().line()));
        }
      }
    }
  }
}
