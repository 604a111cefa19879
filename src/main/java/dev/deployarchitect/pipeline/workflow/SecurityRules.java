package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.node.Node;
import java.util.List;
import java.util.Optional;

/** Rules on what a stranger could make a workflow do. */
final class SecurityRules {
  private SecurityRules() {}

  static List<Rule<Workflow>> all() {
    return List.of(
        Rule.of(
            "pipeline/script-injection",
            Severity.CRITICAL,
            "template-injection expression",
            SecurityRules::injection),
        Rule.of(
            "pipeline/fork-checkout",
            Severity.CRITICAL,
            "dangerous-triggers",
            SecurityRules::forkCheckout),
        Rule.of(
            "pipeline/unpinned-action", Severity.MEDIUM, "unpinned-uses", SecurityRules::unpinned),
        Rule.of(
            "pipeline/no-permissions",
            Severity.MEDIUM,
            "excessive-permissions",
            SecurityRules::noPermissions),
        Rule.of(
            "pipeline/write-all", Severity.HIGH, "excessive-permissions", SecurityRules::writeAll),
        Rule.of(
            "pipeline/secrets-inherit", Severity.MEDIUM, "secrets-inherit", SecurityRules::inherit),
        Rule.of(
            "pipeline/hardcoded-credentials",
            Severity.HIGH,
            "credentials hardcoded-container-credentials",
            SecurityRules::credentials),
        Rule.of(
            "pipeline/persisted-credentials",
            Severity.LOW,
            Confidence.MEDIUM,
            "artipacked",
            SecurityRules::persisted),
        Rule.of(
            "pipeline/deprecated-command",
            Severity.HIGH,
            "deprecated-commands insecure-commands",
            SecurityRules::deprecated),
        Rule.of(
            "pipeline/self-hosted-public",
            Severity.MEDIUM,
            Confidence.LOW,
            "self-hosted-runner",
            SecurityRules::selfHosted));
  }

  private static void injection(Workflow workflow, Rule.Reporter report) {
    for (Workflow.Step step : (Iterable<Workflow.Step>) workflow.steps()::iterator) {
      step.run().ifPresent(run -> injected(run, "this shell script", report));
      if (step.uses("actions/github-script")) {
        step.with("script")
            .filter(Node.Scalar.class::isInstance)
            .map(Node.Scalar.class::cast)
            .ifPresent(script -> injected(script, "this JavaScript", report));
      }
    }
  }

  private static void injected(Node.Scalar code, String what, Rule.Reporter report) {
    for (Expressions.Expression expression : Expressions.in(code)) {
      Expressions.untrusted(expression)
          .findFirst()
          .ifPresent(context ->
              report.at(
                  expression.span(),
                  "'%s' is chosen by whoever opens the request and becomes part of %s"
                      .formatted(context, what)));
    }
  }

  private static void forkCheckout(Workflow workflow, Rule.Reporter report) {
    boolean privileged =
        workflow.startsOn("pull_request_target") || workflow.startsOn("workflow_run");
    if (!privileged) {
      return;
    }
    workflow
        .steps()
        .filter(s -> s.uses("actions/checkout"))
        .forEach(step ->
            step.with("ref")
                .or(() -> step.with("repository"))
                .filter(ref ->
                    ref.span()
                        .text()
                        .matches(
                            "(?s).*(pull_request\\.head|head_ref|workflow_run\\.head|refs/pull/).*"))
                .ifPresent(ref ->
                    report.at(
                        ref.span(),
                        "code of a fork is checked out in a workflow that holds this repository's secrets"
                            + " and a writing token")));
  }

  private static void unpinned(Workflow workflow, Rule.Reporter report) {
    for (Workflow.Job job : workflow.jobs()) {
      job.at("uses")
          .filter(Node.Scalar.class::isInstance)
          .map(Node.Scalar.class::cast)
          .ifPresent(uses -> pinned(uses, report));
      job.steps().forEach(step -> step.uses().ifPresent(uses -> pinned(uses, report)));
    }
  }

  private static void pinned(Node.Scalar uses, Rule.Reporter report) {
    String text = uses.text();
    if (text.startsWith("./") || text.isBlank()) {
      return;
    }
    if (text.startsWith("docker://")) {
      if (!text.contains("@sha256:")) {
        report.at(uses.span(), "'%s' is an image without a digest".formatted(text));
      }
      return;
    }
    int at = text.indexOf('@');
    String ref = at < 0 ? "" : text.substring(at + 1);
    if (!ref.matches("[0-9a-f]{40}|[0-9a-f]{64}")) {
      report.at(
          uses.span(),
          ref.isEmpty()
              ? "'%s' names no version".formatted(text)
              : "'%s' follows the tag or branch '%s', which its owner can move"
                  .formatted(text.substring(0, at), ref));
    }
  }

  private static void noPermissions(Workflow workflow, Rule.Reporter report) {
    boolean top = workflow.document().at("permissions").isPresent();
    boolean everyJob = workflow.jobs().stream().allMatch(j -> j.at("permissions").isPresent());
    if (!top && !everyJob && !workflow.jobs().isEmpty()) {
      report.at(
          workflow.jobs().getFirst().id().span(),
          "no permissions are set, so GITHUB_TOKEN gets the repository's default, which may write");
    }
  }

  private static void writeAll(Workflow workflow, Rule.Reporter report) {
    Optional<Node> top = workflow.document().at("permissions");
    top.filter(p -> p.scalarText().filter("write-all"::equals).isPresent())
        .ifPresent(p -> report.at(p.span(), "every job's token may write everything"));
    for (Workflow.Job job : workflow.jobs()) {
      job.at("permissions")
          .filter(p -> p.scalarText().filter("write-all"::equals).isPresent())
          .ifPresent(p -> report.at(p.span(), "this job's token may write everything"));
    }
  }

  private static void inherit(Workflow workflow, Rule.Reporter report) {
    workflow
        .jobs()
        .forEach(job ->
            job.at("secrets")
                .filter(s -> s.scalarText().filter("inherit"::equals).isPresent())
                .ifPresent(s ->
                    report.at(
                        s.span(), "the called workflow gets every secret of this repository")));
  }

  private static void credentials(Workflow workflow, Rule.Reporter report) {
    for (Workflow.Job job : workflow.jobs()) {
      job.at("container", "credentials", "password").ifPresent(p -> literal(p, report));
      job.at("services")
          .map(Node::entries)
          .orElse(List.of())
          .forEach(s -> s.value().at("credentials", "password").ifPresent(p -> literal(p, report)));
    }
  }

  private static void literal(Node password, Rule.Reporter report) {
    if (!password.span().text().contains("${{")) {
      report.at(password.span(), "a registry password stands here in clear text");
    }
  }

  private static void persisted(Workflow workflow, Rule.Reporter report) {
    for (Workflow.Job job : workflow.jobs()) {
      boolean uploads =
          job.steps().stream()
              .anyMatch(s ->
                  s.uses("actions/upload-artifact")
                      && s.with("path")
                          .flatMap(Node::scalarText)
                          .filter(p -> p.strip().matches("\\.|\\./|\\*\\*?"))
                          .isPresent());
      job.steps().stream()
          .filter(s -> uploads && s.uses("actions/checkout"))
          .filter(s ->
              s.with("persist-credentials")
                  .flatMap(Node::scalarText)
                  .filter("false"::equals)
                  .isEmpty())
          .forEach(s ->
              report.at(
                  s.span(),
                  "the token stays in .git/config, and this job uploads the whole folder"));
    }
  }

  private static void deprecated(Workflow workflow, Rule.Reporter report) {
    workflow
        .steps()
        .flatMap(s -> s.run().stream())
        .forEach(run -> {
          var matcher =
              java.util.regex.Pattern.compile("::(set-output|save-state|set-env|add-path)\\b")
                  .matcher(run.span().text());
          while (matcher.find()) {
            int start = run.span().start() + matcher.start();
            report.at(
                workflow.source().span(start, start + matcher.group().length()),
                "'%s' no longer works; write to the file in $GITHUB_%s"
                    .formatted(
                        matcher.group(1),
                        switch (matcher.group(1)) {
                          case "set-output" -> "OUTPUT";
                          case "save-state" -> "STATE";
                          case "set-env" -> "ENV";
                          default -> "PATH";
                        }));
          }
        });
  }

  private static void selfHosted(Workflow workflow, Rule.Reporter report) {
    if (!workflow.startsOn("pull_request") && !workflow.startsOn("pull_request_target")) {
      return;
    }
    workflow
        .jobs()
        .forEach(job ->
            job.at("runs-on").map(Node::itemsOrSelf).orElse(List.of()).stream()
                .filter(n -> n.scalarText().filter("self-hosted"::equals).isPresent())
                .forEach(n ->
                    report.at(
                        n.span(),
                        "pull requests run on a machine of yours; in a public repository, strangers' code")));
  }
}
