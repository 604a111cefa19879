package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Commands in RUN that do not do in a build what they seem to. */
final class CommandRules {
  private static final Set<String> POINTLESS =
      Set.of("free", "kill", "mount", "ps", "service", "shutdown", "ssh", "top", "vim", "ifconfig");
  private static final Pattern PIPEFAIL_SHELL = Pattern.compile("(?:\\S*/)?(?:ba|z|k|da|a)?sh");

  private CommandRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of(
            "build/relative-workdir",
            Severity.MEDIUM,
            "DL3000 WorkdirRelativePath",
            CommandRules::workdir),
        Rule.of("build/pointless-command", Severity.INFO, "DL3001", CommandRules::pointless),
        Rule.of("build/sudo", Severity.MEDIUM, "DL3004", CommandRules::sudo),
        Rule.of("build/cd-instead-of-workdir", Severity.INFO, "DL3003", CommandRules::cd),
        Rule.of("build/wget-progress", Severity.INFO, "DL3047", CommandRules::wget),
        Rule.of("build/wget-and-curl", Severity.INFO, "DL4001", CommandRules::both),
        Rule.of("build/shell-link", Severity.LOW, "DL4005", CommandRules::shellLink),
        Rule.of("build/hidden-pipe-failure", Severity.MEDIUM, "DL4006", CommandRules::pipefail),
        Rule.of("build/consecutive-runs", Severity.INFO, "DL3059", CommandRules::consecutive));
  }

  private static void workdir(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      boolean absolute = stage.parent().isPresent();
      for (Instruction i :
          stage.instructions().stream()
              .map(Instruction::action)
              .filter(w -> w.is("WORKDIR") && !w.words().isEmpty())
              .toList()) {
        String path = i.words().getFirst().text();
        absolute |= path.matches("(?s)([/$\\\\]|[A-Za-z]:).*");
        if (!absolute) {
          report.at(
              i.arguments(),
              "%s is relative to whatever folder the base image ends in".formatted(path));
        }
      }
    }
  }

  private static void pointless(DockerfileSubject subject, Rule.Reporter report) {
    Step.of(subject)
        .filter(s -> POINTLESS.contains(s.command().name()))
        .filter(s -> !s.command().is("service", "--status-all"))
        .forEach(s ->
            report.at(
                s.command().words().getFirst().span(),
                "'%s' has nothing to act on: a build has no running system, and the next step none of"
                        .formatted(s.command().name())
                    + " its processes"));
  }

  private static void sudo(DockerfileSubject subject, Rule.Reporter report) {
    Step.of(subject)
        .filter(s -> s.command().name().equals("sudo"))
        .forEach(s ->
            report.at(
                s.command().words().getFirst().span(),
                "RUN needs no sudo; it hides who runs what"));
  }

  private static void cd(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .runs()
        .forEach(i -> {
          List<Command> commands = i.shell().commands();
          if (!commands.isEmpty() && commands.getFirst().name().equals("cd")) {
            report.at(
                commands.getFirst().span(),
                "this cd ends with its RUN; WORKDIR says it for the rest of the stage");
          }
        });
  }

  private static void wget(DockerfileSubject subject, Rule.Reporter report) {
    Step.of(subject)
        .filter(s -> s.command().name().equals("wget"))
        .filter(s ->
            !s.command()
                .hasFlag(
                    "--progress",
                    "-q",
                    "--quiet",
                    "--no-verbose",
                    "-o",
                    "--output-file",
                    "-a",
                    "--append-output"))
        .filter(s ->
            s.command().arguments().stream()
                .noneMatch(w -> w.text().matches("-nv|--version|--help")))
        .forEach(s ->
            report.at(
                s.command().words().getFirst().span(),
                "wget draws a line of progress for every 50 kB into the build's log; -nv or"
                    + " --progress=dot:giga keeps it readable"));
  }

  private static void both(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      Optional<Step> wget = first(stage, "wget");
      Optional<Step> curl = first(stage, "curl");
      if (wget.isPresent() && curl.isPresent()) {
        boolean curlFirst = wget.get().span().start() > curl.get().span().start();
        Step second = curlFirst ? wget.get() : curl.get();
        Step earlier = curlFirst ? curl.get() : wget.get();
        report.at(
            second.command().words().getFirst().span(),
            "%s here and %s on line %d: one of the two is enough in an image"
                .formatted(
                    second.command().name(), earlier.command().name(), earlier.span().line()));
      }
    }
  }

  private static Optional<Step> first(Stage stage, String program) {
    return Step.of(stage).filter(s -> s.command().name().equals(program)).findFirst();
  }

  private static void shellLink(DockerfileSubject subject, Rule.Reporter report) {
    Step.of(subject)
        .filter(s -> s.command().name().equals("ln"))
        .filter(s ->
            s.command()
                .operands()
                .map(Word::text)
                .reduce((a, b) -> b)
                .filter("/bin/sh"::equals)
                .isPresent())
        .forEach(s ->
            report.at(
                s.span(),
                "SHELL changes the shell of a build; the image's own /bin/sh stays as it is"));
  }

  private static void pipefail(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      boolean on =
          stage.lineage().stream()
              .skip(1)
              .flatMap(s -> s.last("SHELL").stream())
              .findFirst()
              .filter(CommandRules::failsOnPipe)
              .isPresent();
      boolean reported = false;
      for (Instruction raw : stage.instructions()) {
        Instruction i = raw.action();
        if (i.is("SHELL")) {
          on = failsOnPipe(i);
          reported = false;
        }
        Optional<Command> piped = on || reported || !i.is("RUN") ? Optional.empty() : piped(i);
        if (piped.isPresent()) {
          reported = true;
          report.at(
              piped.get().span().firstLine(),
              "only this last command of the pipe decides: a failure before it goes unseen"
                  + early(i));
        }
      }
    }
  }

  /** With pipefail alone such a step would fail now and then: the remedy needs one more thing. */
  private static String early(Instruction run) {
    return run.shell().commands().stream()
        .filter(c -> c.link() == Command.Link.PIPE && c.endsEarly())
        .findFirst()
        .map(c -> "; '%s' ends early, which pipefail counts as a failure (141)".formatted(c.name()))
        .orElse("");
  }

  private static boolean failsOnPipe(Instruction shell) {
    String program = shell.words().isEmpty() ? "" : shell.words().getFirst().text();
    return shell.body().text().contains("pipefail") || !PIPEFAIL_SHELL.matcher(program).matches();
  }

  private static Optional<Command> piped(Instruction run) {
    boolean set =
        run.shell().commands().stream()
            .anyMatch(c ->
                c.name().equals("set")
                    && c.arguments().stream().anyMatch(w -> w.text().equals("pipefail")));
    Stream<Command> commands = set ? Stream.empty() : run.shell().commands().stream();
    return commands.filter(c -> c.link() == Command.Link.PIPE).findFirst();
  }

  /** Two single commands that could share a layer; a comment between does not part them. */
  private static void consecutive(DockerfileSubject subject, Rule.Reporter report) {
    for (Stage stage : subject.file().stages()) {
      Instruction before = null;
      for (Instruction i : stage.instructions()) {
        boolean single = i.is("RUN") && i.heredocs().isEmpty() && i.shell().commands().size() == 1;
        if (single && before != null && sameFlags(before, i)) {
          report.at(
              i.keywordSpan(),
              "two RUN steps in a row make two layers; '&&' makes them one, unless each is to be"
                  + " cached by itself");
        }
        before = single ? i : null;
      }
    }
  }

  private static boolean sameFlags(Instruction a, Instruction b) {
    return a.flags().stream()
        .map(f -> f.name() + f.value())
        .toList()
        .equals(b.flags().stream().map(f -> f.name() + f.value()).toList());
  }
}
