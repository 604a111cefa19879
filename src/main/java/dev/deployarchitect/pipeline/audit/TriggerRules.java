package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.expression.Expression;
import dev.deployarchitect.pipeline.expression.Flow;
import dev.deployarchitect.pipeline.workflow.ScalarText;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.shell.Command;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Workflows that a stranger can start with this repository's rights. */
final class TriggerRules {
  private static final Set<String> PRIVILEGED = Set.of("pull_request_target", "workflow_run");
  private static final Pattern FORK_REF =
      Pattern.compile("(?s).*(pull_request\\.head|head_ref|workflow_run\\.head|refs/pull/).*");

  /** Contexts of the last actor, who need not be the author, and what names the author. */
  private static final Map<String, String> SPOOFABLE =
      Map.of(
          "github.actor", "github.event.pull_request.user.login",
          "github.triggering_actor", "github.event.pull_request.user.login",
          "github.event.sender.login", "github.event.pull_request.user.login",
          "github.event.pull_request.sender.login", "github.event.pull_request.user.login",
          "github.actor_id", "github.event.pull_request.user.id",
          "github.event.pull_request.sender.id", "github.event.pull_request.user.id");

  /** Ids of dependabot[bot], its application, dependabot-preview[bot] and renovate[bot]. */
  private static final Set<String> BOT_IDS = Set.of("49699333", "29110", "27856297", "29139614");

  private TriggerRules() {}

  static List<Rule<Audited>> all() {
    return List.of(
        Rule.of(
            "pipeline/fork-checkout",
            Severity.CRITICAL,
            "dangerous-triggers",
            TriggerRules::forkCheckout),
        Rule.of(
                "pipeline/privileged-trigger",
                Severity.MEDIUM,
                "dangerous-triggers",
                TriggerRules::privileged)
            .whenStrict(),
        Rule.of("pipeline/spoofable-bot", Severity.HIGH, "bot-conditions", TriggerRules::spoofable),
        Rule.of(
            "pipeline/environment-file",
            Severity.HIGH,
            Confidence.MEDIUM,
            "github-env",
            TriggerRules::environmentFile),
        Rule.of(
            "pipeline/self-hosted-public",
            Severity.MEDIUM,
            Confidence.LOW,
            "self-hosted-runner",
            TriggerRules::selfHostedPublic),
        Rule.of(
                "pipeline/self-hosted",
                Severity.INFO,
                "self-hosted-runner",
                TriggerRules::selfHosted)
            .whenStrict());
  }

  private static boolean isPrivileged(Workflow workflow) {
    return workflow.events().stream().anyMatch(PRIVILEGED::contains);
  }

  private static void forkCheckout(Audited audited, Rule.Reporter report) {
    if (!isPrivileged(audited.workflow())) {
      return;
    }
    String message =
        "code of a fork is checked out in a workflow that holds this repository's secrets and a"
            + " writing token";
    audited
        .workflow()
        .steps()
        .forEach(step -> {
          if (step.usesRepository("actions/checkout")) {
            Stream.of(step.with("ref"), step.with("repository"))
                .flatMap(Optional::stream)
                .filter(ref -> FORK_REF.matcher(ref.span().text()).matches())
                .findFirst()
                .ifPresent(ref -> report.at(ref.span(), message));
          }
          commands(step)
              .filter(c -> c.is("gh", "pr", "checkout") || isFetchOfPull(c))
              .forEach(c -> report.at(c.span().firstLine(), message));
        });
  }

  private static boolean isFetchOfPull(Command command) {
    return command.name().equals("git")
        && command.arguments().stream()
            .anyMatch(
                w -> w.text().matches("(?s)(refs/)?pull/.*|.*pull_request\\.head\\.(sha|ref).*"));
  }

  static Stream<Command> commands(Workflow.Step step) {
    return step.commands().stream();
  }

  private static void privileged(Audited audited, Rule.Reporter report) {
    Node on = audited.workflow().on().orElse(null);
    if (on == null) {
      return;
    }
    Stream<Node> names =
        on instanceof Node.Mapping m
            ? m.entries().stream().map(Node.Entry::key)
            : on.itemsOrSelf().stream();
    names
        .filter(n -> n.scalarText().filter(PRIVILEGED::contains).isPresent())
        .forEach(n ->
            report.at(
                n.span(),
                "a stranger's request starts this with the repository's own rights; read each step"
                    + " with that in mind"));
  }

  private static void spoofable(Audited audited, Rule.Reporter report) {
    for (Workflow.Job job : audited.workflow().jobs()) {
      Stream.concat(
              job.at("if").stream(), job.steps().stream().flatMap(s -> s.body().at("if").stream()))
          .filter(Node.Scalar.class::isInstance)
          .map(Node.Scalar.class::cast)
          .flatMap(scalar -> conditions(scalar).stream())
          .flatMap(Expression::all)
          .filter(Expression.Compare.class::isInstance)
          .map(Expression.Compare.class::cast)
          .filter(c -> c.operator().equals("=="))
          .forEach(c -> {
            comparison(c.left(), c.right(), report);
            comparison(c.right(), c.left(), report);
          });
    }
  }

  /** The expressions of an {@code if}, which may stand without braces. */
  static List<Expression> conditions(Node.Scalar scalar) {
    return scalar.span().text().contains("${{")
        ? Reach.braces(scalar).stream()
            .map(ScalarText.Braces::inside)
            .flatMap(inside -> Reach.read(inside).stream())
            .toList()
        : Reach.read(ScalarText.of(scalar)).stream().toList();
  }

  private static void comparison(Expression actor, Expression bot, Rule.Reporter report) {
    Optional<String> context = Flow.path(actor).map(p -> String.join(".", p));
    boolean named =
        bot instanceof Expression.Literal l
            && (l.text().toLowerCase(java.util.Locale.ROOT).endsWith("[bot]")
                || BOT_IDS.contains(l.text()));
    if (named && context.filter(SPOOFABLE::containsKey).isPresent()) {
      String author = SPOOFABLE.get(context.get());
      report.at(
          actor.span(),
          "'%s' is who acted last: a stranger's code goes through once the bot touches the request"
              .formatted(actor.span().text()),
          Fix.unsafe("ask who opened the request", actor.span(), author));
    }
  }

  private static void environmentFile(Audited audited, Rule.Reporter report) {
    if (!isPrivileged(audited.workflow())) {
      return;
    }
    audited
        .workflow()
        .steps()
        .flatMap(TriggerRules::commands)
        .forEach(command -> {
          boolean tee = command.name().equals("tee");
          boolean writes =
              Stream.concat(
                      command.redirects().stream(),
                      tee ? command.arguments().stream() : Stream.of())
                  .anyMatch(w -> w.text().matches(".*GITHUB_(ENV|PATH)\\b.*"));
          boolean literal =
              Set.of("echo", "printf").contains(command.name())
                  && command.arguments().stream()
                      .noneMatch(w -> w.expands() || w.text().contains("${{"));
          if (writes && !literal) {
            report.at(
                command.span().firstLine(),
                "what is written here becomes a variable or program path of every later step; a stranger"
                    + " may choose it");
          }
        });
  }

  private static Stream<Node> selfHostedLabels(Workflow.Job job) {
    Stream<Node> labels = job.at("runs-on").map(Node::itemsOrSelf).orElse(List.of()).stream();
    Stream<Node> matrix =
        job.at("runs-on").filter(r -> r.span().text().contains("matrix.")).isPresent()
            ? job.at("strategy", "matrix").stream().flatMap(Workflow::scalars)
            : Stream.of();
    return Stream.concat(labels, matrix)
        .filter(n -> n.scalarText().filter("self-hosted"::equals).isPresent());
  }

  private static void selfHostedPublic(Audited audited, Rule.Reporter report) {
    Workflow workflow = audited.workflow();
    if (!workflow.startsOn("pull_request") && !workflow.startsOn("pull_request_target")) {
      return;
    }
    workflow
        .jobs()
        .forEach(job ->
            selfHostedLabels(job)
                .forEach(n ->
                    report.at(
                        n.span(),
                        "pull requests run on a machine of yours; in a public repository, strangers'"
                            + " code")));
  }

  private static void selfHosted(Audited audited, Rule.Reporter report) {
    Workflow workflow = audited.workflow();
    if (workflow.startsOn("pull_request") || workflow.startsOn("pull_request_target")) {
      return;
    }
    for (Workflow.Job job : workflow.jobs()) {
      boolean group = job.at("runs-on").flatMap(r -> r.at("group")).isPresent();
      if (group || selfHostedLabels(job).findAny().isPresent()) {
        report.at(
            job.at("runs-on").orElseThrow().span().firstLine(),
            "a machine of yours keeps what one job leaves behind for the next");
      }
    }
  }
}
