package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules on delivery: what makes a release slow, unsafe or falsely green. */
final class DeliveryRules {
  private static final Pattern DEPLOYS =
      Pattern.compile(
          "(?i)(vercel( |$).*(--prod|deploy)|fly(ctl)? deploy|kubectl (apply|set image|"
              + "rollout)|helm upgrade|terraform apply|aws ecs update-service|gcloud run deploy|"
              + "railway up|netlify deploy|serverless deploy|wrangler deploy|cdk deploy).*");
  private static final Pattern DEPLOY_ACTION =
      Pattern.compile(
          "(?i).*(vercel-action|amazon-ecs-deploy-task-definition|deploy-cloudrun|"
              + "azure/webapps-deploy|superfly/flyctl-actions|deploy-pages|actions-netlify).*");
  private static final Pattern MIGRATES =
      Pattern.compile(
          "(?i)(.*\\b)?(prisma migrate deploy|drizzle-kit migrate|knex migrate:latest"
              + "|flyway migrate|(npm|pnpm|yarn|bun) (run )?[\\w:.-]*migrat[\\w:.-]*)(\\b.*)?");

  private static final Pattern PUSHES =
      Pattern.compile("(.* )?(prisma db push|drizzle-kit push)( .*)?");
  private static final Pattern RUNNER = Pattern.compile("^(npx|pnpm|bunx) (dlx |exec )?");
  private static final Pattern REMOTE_DATABASE =
      Pattern.compile("secrets\\.\\w*(DATABASE|DB|DIRECT)_?URL");
  private static final Pattern OTHER_DATABASE =
      Pattern.compile("(?i)secrets\\.\\w*(preview|test|staging|ci)\\w*");

  private DeliveryRules() {}

  static List<Rule<Workflow>> all() {
    return List.of(
        Rule.of("pipeline/no-timeout", Severity.LOW, "", DeliveryRules::timeout),
        Rule.of(
            "pipeline/deploy-without-concurrency",
            Severity.MEDIUM,
            "concurrency-limits",
            DeliveryRules::concurrency),
        Rule.of("pipeline/db-push", Severity.CRITICAL, "", DeliveryRules::dbPush),
        Rule.of(
            "pipeline/migrate-after-deploy", Severity.HIGH, "", DeliveryRules::migrateAfterDeploy),
        Rule.of(
            "pipeline/migrate-on-pull-request",
            Severity.HIGH,
            Confidence.MEDIUM,
            "",
            DeliveryRules::migrateOnPullRequest),
        Rule.of("pipeline/hidden-failure", Severity.HIGH, "", DeliveryRules::hiddenFailure),
        Rule.of("pipeline/lockfile-not-enforced", Severity.MEDIUM, "", DeliveryRules::lockfile),
        Rule.of("pipeline/no-dependency-cache", Severity.LOW, "", DeliveryRules::cache),
        Rule.of("pipeline/ignored-check", Severity.MEDIUM, "", DeliveryRules::ignoredCheck),
        Rule.of(
            "pipeline/deploy-without-check",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "",
            DeliveryRules::unchecked));
  }

  private static Stream<Command> commands(Workflow.Step step) {
    return step.commands().stream();
  }

  private static String line(Command command) {
    return String.join(" ", command.words().stream().map(Word::text).toList());
  }

  static boolean deploys(Workflow.Step step) {
    return step.uses().filter(u -> DEPLOY_ACTION.matcher(u.text()).matches()).isPresent()
        || commands(step)
            .anyMatch(c ->
                DEPLOYS.matcher(line(c)).matches()
                    || DEPLOYS.matcher(RUNNER.matcher(line(c)).replaceFirst("")).matches());
  }

  private static boolean migrates(Command command) {
    return MIGRATES.matcher(line(command)).matches();
  }

  private static void timeout(Workflow workflow, Rule.Reporter report) {
    workflow.jobs().stream()
        .filter(j -> !j.calls() && !j.steps().isEmpty())
        .filter(j -> j.at("timeout-minutes").isEmpty())
        .filter(j -> j.steps().stream().anyMatch(s -> s.body().at("timeout-minutes").isEmpty()))
        .forEach(j ->
            report.at(
                j.id().span(),
                "job '%s' has no timeout-minutes; a hung step runs for GitHub's six hours"
                    .formatted(j.id().text()),
                limit(j)));
  }

  /** An hour is a sixth of GitHub's own limit; a job that needs more has to say so. */
  private static List<Fix> limit(Workflow.Job job) {
    return job.body().entries().stream()
        .limit(1)
        .map(first -> {
          Span key = first.key().span();
          String indent = " ".repeat(key.column() - 1);
          return Fix.unsafe(
              "stop it after an hour",
              key.source().span(key.start(), key.start()),
              "timeout-minutes: 60\n" + indent);
        })
        .toList();
  }

  private static void concurrency(Workflow workflow, Rule.Reporter report) {
    if (workflow.document().at("concurrency").isPresent()) {
      return;
    }
    workflow.jobs().stream()
        .filter(j -> j.at("concurrency").isEmpty())
        .filter(j -> j.steps().stream().anyMatch(DeliveryRules::deploys))
        .forEach(j ->
            report.at(
                j.id().span(),
                "two runs of '%s' can deploy at once, and the older one may win"
                    .formatted(j.id().text())));
  }

  private static void dbPush(Workflow workflow, Rule.Reporter report) {
    workflow
        .steps()
        .flatMap(DeliveryRules::commands)
        .filter(c -> PUSHES.matcher(line(c)).matches())
        .filter(c ->
            !workflow.source().text().contains("localhost")
                || (line(c).contains("--accept-data-loss") && !usesLocalDatabase(workflow)))
        .forEach(c ->
            report.at(
                c.span().firstLine(),
                "db push changes the schema without a migration and may drop columns with their data"));
  }

  private static boolean usesLocalDatabase(Workflow workflow) {
    return workflow.source().text().contains("@localhost")
        || workflow.source().text().contains("@127.0.0.1");
  }

  private static void migrateAfterDeploy(Workflow workflow, Rule.Reporter report) {
    for (Workflow.Job job : workflow.jobs()) {
      boolean deployed = false;
      for (Workflow.Step step : job.steps()) {
        Optional<Command> migration = commands(step).filter(DeliveryRules::migrates).findFirst();
        if (deployed && migration.isPresent()) {
          report.at(
              migration.get().span().firstLine(),
              "the new code is live before its schema is: requests fail until this step ends");
        }
        deployed |= deploys(step);
      }
    }
  }

  private static void migrateOnPullRequest(Workflow workflow, Rule.Reporter report) {
    if (!workflow.startsOn("pull_request") || workflow.startsOn("workflow_call")) {
      return;
    }
    for (Workflow.Job job : workflow.jobs()) {
      boolean guarded = job.at("if").isPresent();
      boolean remote = REMOTE_DATABASE.matcher(job.text()).find();
      boolean preview = OTHER_DATABASE.matcher(job.text()).find();
      if (!guarded && remote && !preview) {
        job.steps().stream()
            .filter(s -> s.body().at("if").isEmpty())
            .flatMap(DeliveryRules::commands)
            .filter(DeliveryRules::migrates)
            .forEach(c ->
                report.at(
                    c.span().firstLine(),
                    "an unmerged change migrates the database behind the shared secret"));
      }
    }
  }

  private static void hiddenFailure(Workflow workflow, Rule.Reporter report) {
    for (Workflow.Step step : (Iterable<Workflow.Step>) workflow.steps()::iterator) {
      List<Command> commands = commands(step).toList();
      boolean pipefail =
          step.body().textAt("shell").filter("bash"::equals).isPresent()
              || workflow
                  .document()
                  .textAt("defaults", "run", "shell")
                  .filter("bash"::equals)
                  .isPresent()
              || commands.stream().anyMatch(c -> line(c).contains("pipefail"));
      for (int i = 0; i + 1 < commands.size(); i++) {
        boolean piped = commands.get(i + 1).link() == Command.Link.PIPE && !pipefail;
        boolean swallowed =
            commands.get(i + 1).link() == Command.Link.OR
                && commands.get(i + 1).name().matches("true|:|echo");
        if ((piped || swallowed) && matters(commands.get(i))) {
          report.at(
              commands.get(i).span().firstLine(),
              "a failure of '%s' leaves this step green%s"
                  .formatted(line(commands.get(i)), piped ? early(commands.get(i + 1)) : ""));
        }
      }
    }
  }

  /** With pipefail alone such a step would fail now and then: the remedy needs one more thing. */
  private static String early(Command reader) {
    return reader.endsEarly()
        ? "; '%s' ends early, which pipefail counts as a failure (141)".formatted(reader.name())
        : "";
  }

  private static boolean matters(Command command) {
    String line = line(command);
    return migrates(command)
        || DEPLOYS.matcher(line).matches()
        || line.matches(
            "(npm|pnpm|yarn|bun) (run )?(test|build|lint|typecheck)\\b.*|npm t|"
                + "npx (tsc|vitest|jest|playwright|next build)\\b.*|pytest\\b.*|go test\\b.*|"
                + "mvn\\b.*|cargo test\\b.*");
  }

  private static void lockfile(Workflow workflow, Rule.Reporter report) {
    workflow
        .steps()
        .flatMap(DeliveryRules::commands)
        .forEach(c -> {
          boolean npm =
              c.words().size() >= 2
                  && c.name().equals("npm")
                  && line(c).matches("npm (i|install)( --\\S+| -\\S+)*")
                  && !c.hasFlag("-g", "--global");
          boolean unfrozen =
              line(c)
                  .matches(
                      "(pnpm (i|install)|yarn( install)?) .*--no-(frozen-lockfile|immutable).*");
          if (npm || unfrozen) {
            report.at(
                c.span().firstLine(),
                "'%s' may test and ship other versions than the lockfile names".formatted(line(c)));
          }
        });
  }

  private static void cache(Workflow workflow, Rule.Reporter report) {
    for (Workflow.Job job : workflow.jobs()) {
      boolean installs =
          job.steps().stream()
              .flatMap(DeliveryRules::commands)
              .anyMatch(c ->
                  line(c)
                      .matches("(npm (ci|i|install)|pnpm (i|install)|yarn( install)?)" + "( .*)?"));
      boolean cached =
          job.steps().stream()
              .anyMatch(s -> s.uses("actions/cache") || s.with("cache").isPresent());
      job.steps().stream()
          .filter(s -> installs && !cached && s.uses("actions/setup-node"))
          .filter(s -> s.with("package-manager-cache").isEmpty())
          .findFirst()
          .ifPresent(s ->
              report.at(
                  s.span(),
                  "setup-node keeps no cache here, so every run downloads all packages again"));
    }
  }

  private static void ignoredCheck(Workflow workflow, Rule.Reporter report) {
    for (Workflow.Job job : workflow.jobs()) {
      job.steps().stream()
          .filter(s -> s.body().textAt("continue-on-error").filter("true"::equals).isPresent())
          .filter(s ->
              commands(s).anyMatch(DeliveryRules::matters)
                  || s.uses()
                      .filter(u ->
                          u.text().matches("(?i).*(trivy|codeql|snyk|semgrep|audit|" + "scan).*"))
                      .isPresent())
          .forEach(s ->
              report.at(
                  s.body().at("continue-on-error").map(Node::span).orElse(s.span()),
                  "this check cannot fail the run; nobody will see that it did"));
    }
  }

  private static void unchecked(Workflow workflow, Rule.Reporter report) {
    if (workflow.events().stream().allMatch(e -> e.startsWith("pull_request"))) {
      // What only pull requests start is a preview: nobody is sent there.
      return;
    }
    for (Workflow.Job job : workflow.jobs()) {
      Optional<Workflow.Step> last =
          job.steps().stream().filter(DeliveryRules::deploys).reduce((a, b) -> b);
      if (last.isEmpty()) {
        continue;
      }
      List<Workflow.Step> after =
          job.steps().subList(job.steps().indexOf(last.get()) + 1, job.steps().size());
      boolean waits =
          last.get()
                  .run()
                  .filter(r ->
                      r.text()
                          .matches(
                              "(?s).*(rollout status|--wait|curl|wait services-stable|health).*"))
                  .isPresent()
              || last.get().with("wait-for-service-stability").isPresent();
      boolean checks =
          after.stream()
              .anyMatch(s ->
                  s.body()
                      .span()
                      .text()
                      .matches(
                          "(?is).*(curl|health|smoke|playwright|rollout status|rollback|wait).*"));
      boolean needed =
          workflow.jobs().stream()
              .anyMatch(j ->
                  j.at("needs").map(Node::itemsOrSelf).orElse(List.of()).stream()
                      .anyMatch(n -> n.scalarText().filter(job.id().text()::equals).isPresent()));
      if (!waits && !checks && !needed) {
        report.at(
            last.get().span(),
            "nothing looks at the new version after this deploy, and nothing rolls it back");
      }
    }
  }
}
