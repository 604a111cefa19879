package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.workflow.Uses;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the commands of steps download, switch on or rely on. */
final class CommandRules {
  private static final Pattern OLD_COMMAND =
      Pattern.compile("::(set-output|save-state|set-env|add-path)\\b");
  private static final Pattern OLD_ECHO =
      Pattern.compile(
          "echo (['\"]?)::(set-output|save-state|set-env) name=([\\w-]+)::([^'\"\\n]*)\\1");
  private static final Map<String, String> FILES =
      Map.of("set-output", "OUTPUT", "save-state", "STATE", "set-env", "ENV", "add-path", "PATH");

  /** The words npm takes for {@code install} (docs.npmjs.com, npm-install, aliases). */
  private static final Set<String> NPM_INSTALL =
      Set.of(
          "install", "i", "in", "ins", "inst", "insta", "instal", "add", "isnt", "isnta", "isntal",
          "isntall");

  private final Set<String> toolInstallers;

  private CommandRules(Content content) {
    toolInstallers =
        DatedTable.read(content.text("tools/pipeline/lint_workflow/tool-installers.tsv"))
            .rows()
            .stream()
            .map(row -> row.get("action").toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  static List<Rule<Audited>> all(Content content) {
    CommandRules rules = new CommandRules(content);
    return List.of(
        Rule.of(
            "pipeline/deprecated-command",
            Severity.HIGH,
            "deprecated-commands",
            CommandRules::deprecated),
        Rule.of(
            "pipeline/insecure-commands",
            Severity.HIGH,
            "insecure-commands",
            CommandRules::insecure),
        Rule.of(
                "pipeline/environment-from-expression",
                Severity.LOW,
                "insecure-commands",
                CommandRules::openEnvironment)
            .whenStrict(),
        Rule.of(
            "pipeline/unpinned-package",
            Severity.LOW,
            "adhoc-packages",
            CommandRules::unpinnedPackages),
        Rule.of(
                "pipeline/package-outside-lockfile",
                Severity.INFO,
                "adhoc-packages",
                CommandRules::pinnedPackages)
            .whenStrict(),
        Rule.of("pipeline/unpinned-tool", Severity.LOW, "unpinned-tools", rules::tools),
        Rule.of(
                "pipeline/misleading-feature",
                Severity.INFO,
                "misfeature",
                CommandRules::misfeatures)
            .whenStrict());
  }

  private static void deprecated(Audited audited, Rule.Reporter report) {
    Workflow workflow = audited.workflow();
    workflow
        .steps()
        .flatMap(s -> s.run().stream())
        .forEach(run -> {
          Span span = run.span();
          Matcher matcher = OLD_COMMAND.matcher(span.text());
          while (matcher.find()) {
            int start = span.start() + matcher.start();
            report.at(
                workflow.source().span(start, span.start() + matcher.end()),
                "'%s' no longer works; write to the file in $GITHUB_%s"
                    .formatted(matcher.group(1), FILES.get(matcher.group(1))),
                replacement(run, matcher.start()));
          }
        });
  }

  private static List<Fix> replacement(Node.Scalar run, int at) {
    Matcher matcher = OLD_ECHO.matcher(run.span().text());
    boolean escaping = run.style() == Node.Style.QUOTED;
    while (matcher.find()) {
      if (matcher.start() <= at && at < matcher.end() && !escaping) {
        Span span =
            run.span()
                .source()
                .span(run.span().start() + matcher.start(), run.span().start() + matcher.end());
        // Without quotes the shell would split and expand the value; within them it only expands.
        String quote = matcher.group(1).equals("'") ? "'" : "\"";
        return List.of(
            Fix.safe(
                "write to the file",
                span,
                "echo %s%s=%s%s >> \"$GITHUB_%s\""
                    .formatted(
                        quote,
                        matcher.group(3),
                        matcher.group(4),
                        quote,
                        FILES.get(matcher.group(2)))));
      }
    }
    return List.of();
  }

  private static Stream<Node> environments(Workflow workflow) {
    return Stream.concat(
        Stream.concat(
            workflow.document().at("env").stream(),
            workflow.jobs().stream().flatMap(j -> j.at("env").stream())),
        workflow.steps().flatMap(s -> s.body().at("env").stream()));
  }

  private static void insecure(Audited audited, Rule.Reporter report) {
    environments(audited.workflow())
        .flatMap(env -> env.entries().stream())
        .filter(e -> e.key().text().equals("ACTIONS_ALLOW_UNSECURE_COMMANDS"))
        .filter(e -> e.value().scalarText().filter(t -> t.strip().equals("true")).isPresent())
        .forEach(e ->
            report.at(
                e.key().span(),
                "any output of a program can set variables and paths of later steps"));
  }

  private static void openEnvironment(Audited audited, Rule.Reporter report) {
    environments(audited.workflow())
        .filter(env -> env instanceof Node.Scalar && env.span().text().contains("${{"))
        .forEach(env -> report.at(env.span(), "which variables this sets cannot be seen here"));
  }

  private static void unpinnedPackages(Audited audited, Rule.Reporter report) {
    packages(audited, false, report);
  }

  private static void pinnedPackages(Audited audited, Rule.Reporter report) {
    packages(audited, true, report);
  }

  private static void packages(Audited audited, boolean pinned, Rule.Reporter report) {
    audited
        .workflow()
        .steps()
        .flatMap(TriggerRules::commands)
        .forEach(command -> {
          List<Word> packages = packages(command);
          boolean all = packages.stream().allMatch(w -> isPinned(command, w));
          if (!packages.isEmpty() && all == pinned) {
            report.at(
                command.span().firstLine(),
                pinned
                    ? "what these packages need in turn is chosen anew in every run"
                    : "'%s' is whatever its newest release is in every run"
                        .formatted(
                            packages.stream()
                                .filter(w -> !isPinned(command, w))
                                .map(Word::text)
                                .collect(Collectors.joining(" "))));
          }
        });
  }

  private static boolean isPinned(Command command, Word word) {
    return command.name().matches("gem|bundle")
        ? word.text().contains(":") || command.hasFlag("-v", "--version")
        : word.text().matches(".+@[\\^~]?\\d.*");
  }

  /** The packages it installs by name; none where it installs by a lockfile, or a folder. */
  private static List<Word> packages(Command command) {
    List<Word> operands =
        command.operands(Set.of("--registry", "--prefix", "-C", "--filter", "-v", "--version"));
    if (operands.isEmpty()) {
      return List.of();
    }
    String verb = operands.getFirst().text();
    boolean global = verb.equals("global") && operands.size() > 1;
    boolean installs =
        switch (command.name()) {
          case "npm" -> NPM_INSTALL.contains(verb);
          case "pnpm", "bun", "yarn" -> verb.equals("add") || global;
          case "gem" -> verb.equals("install") || verb.equals("i");
          case "bundle" -> verb.equals("add");
          default -> false;
        };
    return installs
        ? operands.stream()
            .skip(global ? 2 : 1)
            .filter(w -> !w.text().matches("[./~].*|.*\\.tgz|.*\\$.*"))
            .toList()
        : List.of();
  }

  private void tools(Audited audited, Rule.Reporter report) {
    audited
        .workflow()
        .steps()
        .forEach(step -> {
          if (!(step.action().orElse(null) instanceof Uses.Repository uses)
              || !toolInstallers.contains(uses.full())) {
            return;
          }
          Optional<Node> version = step.with("version");
          if (version.isEmpty()) {
            report.at(step.span(), "without 'version' it installs its tool's newest release");
          } else if (version.get().scalarText().filter("latest"::equals).isPresent()) {
            report.at(version.get().span(), "'latest' is another program in every run");
          }
        });
  }

  private static void misfeatures(Audited audited, Rule.Reporter report) {
    Workflow workflow = audited.workflow();
    workflow
        .steps()
        .filter(s -> s.usesRepository("actions/setup-python"))
        .forEach(s ->
            s.with("pip-install")
                .ifPresent(v ->
                    report.at(
                        v.span(), "this installs into the system's Python, without a lockfile")));
    Stream.concat(
            Stream.concat(
                workflow.document().at("defaults", "run", "shell").stream(),
                workflow.jobs().stream().flatMap(j -> j.at("defaults", "run", "shell").stream())),
            workflow.steps().flatMap(s -> s.body().at("shell").stream()))
        .filter(shell -> shell.scalarText().filter(t -> t.matches("cmd(\\.exe)?")).isPresent())
        .forEach(shell ->
            report.at(
                shell.span(),
                "cmd has no strict quoting and ignores failures of all but the last command"));
  }
}
