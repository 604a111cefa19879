package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.expression.Expression;
import dev.deployarchitect.pipeline.workflow.ScalarText;
import dev.deployarchitect.pipeline.workflow.Uses;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.Word;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What goes into a release, and by which right it is published. */
final class ReleaseRules {
  private final DatedTable caches;
  private final Set<String> publishers;

  private ReleaseRules(Content content) {
    caches = DatedTable.read(content.text("tools/pipeline/lint_workflow/caching-actions.tsv"));
    publishers =
        DatedTable.read(content.text("tools/pipeline/lint_workflow/publishing-actions.tsv"))
            .rows()
            .stream()
            .map(row -> row.get("action").toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  static List<Rule<Audited>> all(Content content) {
    ReleaseRules rules = new ReleaseRules(content);
    return List.of(
        Rule.of(
            "pipeline/cache-in-release",
            Severity.LOW,
            Confidence.LOW,
            "cache-poisoning",
            rules::cache),
        Rule.of(
            "pipeline/long-lived-publishing-token",
            Severity.INFO,
            "use-trusted-publishing",
            ReleaseRules::publishing));
  }

  private void cache(Audited audited, Rule.Reporter report) {
    Workflow workflow = audited.workflow();
    boolean releases = releases(workflow);
    for (Workflow.Job job : workflow.jobs()) {
      boolean publishes = job.steps().stream().anyMatch(this::publishes);
      if (!releases && !publishes) {
        continue;
      }
      for (Workflow.Step step : job.steps()) {
        if (step.action().orElse(null) instanceof Uses.Repository uses) {
          caches.rows().stream()
              .filter(row -> row.get("action").toLowerCase(Locale.ROOT).equals(uses.full()))
              .filter(row -> caches(row, step, uses, workflow))
              .findFirst()
              .ifPresent(row ->
                  report.at(
                      step.span(),
                      "a release is built with what another run has left in the cache"));
        }
      }
    }
  }

  private boolean publishes(Workflow.Step step) {
    boolean dryRun =
        step.with("push").flatMap(Node::scalarText).filter("false"::equals).isPresent();
    return step.action()
        .filter(u -> u instanceof Uses.Repository r && publishers.contains(r.full()))
        .filter(u -> !dryRun)
        .isPresent();
  }

  /** Whether it starts on a release, a tag, or a branch named after releases. */
  private static boolean releases(Workflow workflow) {
    return workflow.startsOn("release")
        || workflow.document().at("on", "push", "tags").isPresent()
        || onReleaseBranch(workflow);
  }

  private static boolean onReleaseBranch(Workflow workflow) {
    return workflow
        .document()
        .at("on", "push", "branches")
        .map(Node::itemsOrSelf)
        .orElse(List.of())
        .stream()
        .anyMatch(n -> n.scalarText().filter(t -> t.matches("releases?([/-].*)?")).isPresent());
  }

  /**
   * Whether the step restores a cache: its {@code on} inputs are all set to their value, or by
   * default; an {@code off} input is not.
   */
  private static boolean caches(
      Map<String, String> row, Workflow.Step step, Uses.Repository uses, Workflow workflow) {
    String since = row.get("until");
    if (!since.isEmpty() && major(step, uses) >= Integer.parseInt(since)) {
      return false;
    }
    for (String condition : row.get("caches when").split(" and ")) {
      String[] parts = condition.split("=", 2);
      if (parts.length == 2 && !holds(step.with(parts[0]), parts[1], workflow)) {
        return false;
      }
    }
    return true;
  }

  /** {@code unless-true}, {@code default-true}, {@code true}, or {@code set} to any text. */
  private static boolean holds(Optional<Node> given, String wanted, Workflow workflow) {
    String text = given.flatMap(Node::scalarText).orElse("").strip();
    if (text.contains("${{")) {
      return !offForTags(given.get(), workflow, !wanted.equals("unless-true"));
    }
    return switch (wanted) {
      case "unless-true" -> !text.equalsIgnoreCase("true");
      case "default-true" -> text.isEmpty() || text.equalsIgnoreCase("true");
      case "true" -> text.equalsIgnoreCase("true");
      default -> !text.isEmpty() && !text.equalsIgnoreCase("false");
    };
  }

  /** Whether the expression is a condition on tags that has the cache off for them. */
  private static boolean offForTags(Node value, Workflow workflow, boolean offIsFalse) {
    if (onReleaseBranch(workflow) || !(value instanceof Node.Scalar scalar)) {
      return false;
    }
    List<ScalarText.Braces> braces = Reach.braces(scalar);
    if (braces.size() != 1 || !ScalarText.isWhole(scalar)) {
      return false;
    }
    Optional<Expression> tree = Reach.read(braces.getFirst().inside());
    boolean negated = tree.filter(Expression.Not.class::isInstance).isPresent();
    String text =
        braces.getFirst().inside().text().replaceAll("[\\s!()]", "").toLowerCase(Locale.ROOT);
    boolean asksForTag =
        text.equals("startswithgithub.ref,'refs/tags/'")
            || text.equals("github.ref_type=='tag'")
            || text.equals("github.event_name=='push'&&github.ref_type=='tag'");
    return asksForTag && negated == offIsFalse;
  }

  /** From the tag, or the version in the comment beside a commit; 0 where neither tells. */
  private static int major(Workflow.Step step, Uses.Repository uses) {
    String line = step.uses().map(u -> u.span().source().lineText(u.span().line())).orElse("");
    String version = uses.pinned() ? line.replaceFirst(".*#", "") : uses.ref();
    java.util.regex.Matcher matcher =
        java.util.regex.Pattern.compile("v?(\\d{1,4})(\\.|\\s|$)").matcher(version.strip());
    return matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private static void publishing(Audited audited, Rule.Reporter report) {
    Workflow workflow = audited.workflow();
    for (Workflow.Job job : workflow.jobs()) {
      if (mayProveItself(workflow, job) || job.text().contains(".pkg.github.com")) {
        continue;
      }
      for (Workflow.Step step : job.steps()) {
        TriggerRules.commands(step)
            .filter(ReleaseRules::isPublish)
            .forEach(c ->
                report.at(
                    c.span().firstLine(),
                    "this publishes by a token that lives until someone revokes it; the registry"
                        + " would take the job's own identity"));
        if (step.usesRepository("pypa/gh-action-pypi-publish")) {
          step.with("password")
              .ifPresent(p ->
                  report.at(p.span(), "PyPI would take the job's own identity instead of a token"));
        }
      }
    }
  }

  /** Whether the job may ask for an identity token: then it publishes by that, or could. */
  private static boolean mayProveItself(Workflow workflow, Workflow.Job job) {
    Optional<Node> permissions =
        job.at("permissions").or(() -> workflow.document().at("permissions"));
    return permissions
        .filter(p ->
            p.textAt("id-token").filter("write"::equals).isPresent()
                || p.scalarText().filter("write-all"::equals).isPresent())
        .isPresent();
  }

  private static boolean isPublish(Command command) {
    List<String> words = command.arguments().stream().map(Word::text).toList();
    if (words.contains("--dry-run") || words.contains("-n")) {
      return false;
    }
    return switch (command.name()) {
      case "npm", "pnpm", "bun", "cargo", "uv", "hatch", "pdm" -> first(command).equals("publish");
      case "bunx", "npx", "uvx", "pipx" ->
          words.contains("publish")
              || (words.contains("upload") && words.toString().contains("twine"));
      case "yarn" -> first(command).equals("publish") || command.is("yarn", "npm", "publish");
      case "twine" -> first(command).equals("upload");
      case "python", "python3" -> words.contains("twine") && words.contains("upload");
      case "gem" -> first(command).equals("push");
      case "bundle" -> words.contains("gem") && words.contains("push");
      case "dotnet" -> command.is("dotnet", "nuget", "push");
      default -> false;
    };
  }

  private static String first(Command command) {
    return command.operands().findFirst().map(Word::text).orElse("");
  }
}
