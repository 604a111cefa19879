package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * On what a job runs, and on what its actions do. Labels of other runners are the team's own
 * business: only those that look like GitHub's are compared with GitHub's.
 */
final class RunnerRules {
  private static final Pattern LIKE_HOSTED =
      Pattern.compile("(ubuntu|windows|macos|linux)-(latest|\\d{1,4}(\\.\\d{1,2})?)");

  /** Every runner of one's own has these, and GitHub's larger ones are called by their size. */
  private static final Pattern ANYBODYS =
      Pattern.compile(
          "(?i)self-hosted|linux|macos|windows|x64|arm|arm64|(ubuntu|windows|macos)-.*-(\\d+-cores|large|xlarge)");

  private static final Pattern MAJOR = Pattern.compile("v\\d{1,3}(\\..*)?");

  private final DatedTable labels;
  private final DatedTable outdated;
  private final ActionVersions versions;

  private RunnerRules(Content content) {
    labels = DatedTable.read(content.text("tools/pipeline/lint_workflow/runner-labels.tsv"));
    outdated = DatedTable.read(content.text("tools/pipeline/lint_workflow/outdated-actions.tsv"));
    versions = new ActionVersions(content);
  }

  static List<Rule<Workflow>> all(Content content) {
    RunnerRules rules = new RunnerRules(content);
    return List.of(
        Rule.of("pipeline/runner-label", Severity.HIGH, "runner-label", rules::labels),
        Rule.of("pipeline/outdated-action", Severity.LOW, "action", rules::actions));
  }

  /**
   * A workflow, and the runners its team says it has.
   *
   * @param declared given, not {@code NONE}, where labels are to be compared at all
   */
  record Asked(Workflow workflow, DeclaredRunners declared) {}

  static List<Rule<Asked>> ofTeam(Content content) {
    return List.of(
        Rule.of(
            "pipeline/undeclared-runner",
            Severity.MEDIUM,
            "runner-label",
            new RunnerRules(content)::undeclared));
  }

  private void undeclared(Asked asked, Rule.Reporter report) {
    DeclaredRunners declared = asked.declared();
    if (!declared.given()) {
      return;
    }
    asked.workflow().jobs().stream()
        .flatMap(RunnerRules::labels)
        .forEach(label -> {
          String text = label.scalarText().orElse("${{");
          boolean known =
              text.isEmpty()
                  || text.contains("${{")
                  || LIKE_HOSTED.matcher(text).matches()
                  || ANYBODYS.matcher(text).matches()
                  || labels.find("label", text).isPresent()
                  || declared.has(text);
          if (!known) {
            report.at(
                label.span(),
                "'%s' is no runner of GitHub's, and %s does not name it"
                    .formatted(text, declared.file()));
          }
        });
  }

  private void labels(Workflow workflow, Rule.Reporter report) {
    for (Workflow.Job job : workflow.jobs()) {
      labels(job).forEach(label -> check(label, report));
      conflicts(job, report);
    }
  }

  private static Stream<Node> labels(Workflow.Job job) {
    return Stream.concat(written(job), rows(job));
  }

  private static Stream<Node> written(Workflow.Job job) {
    Optional<Node> runsOn = job.at("runs-on");
    Optional<Node> labels =
        runsOn.filter(Node.Mapping.class::isInstance).isPresent()
            ? runsOn.get().at("labels")
            : runsOn;
    return labels.stream().flatMap(n -> n.itemsOrSelf().stream());
  }

  /** The values of the matrix rows that are written as labels. */
  private static Stream<Node> rows(Workflow.Job job) {
    return written(job)
        .flatMap(label -> label.scalarText().stream())
        .map(text -> text.replaceAll("\\s", ""))
        .filter(text -> text.matches("\\$\\{\\{matrix\\.[\\w-]+}}"))
        .map(text -> text.substring(10, text.length() - 2))
        .flatMap(row -> job.at("strategy", "matrix", row).stream())
        .flatMap(row -> row.itemsOrSelf().stream());
  }

  /** A runner has one system; a list of labels asks for a runner that has them all. */
  private void conflicts(Workflow.Job job, Rule.Reporter report) {
    Optional<String> first =
        written(job).map(this::system).filter(system -> !system.isEmpty()).findFirst();
    if (first.isEmpty() || written(job).count() < 2) {
      return;
    }
    labels(job)
        .filter(label -> !system(label).isEmpty() && !system(label).equals(first.get()))
        .forEach(label ->
            report.at(
                label.span(),
                "no runner is both %s and %s: the job waits for one and fails"
                    .formatted(first.get(), system(label))));
  }

  /** Of a label of GitHub's own runners; empty for any other. */
  private String system(Node label) {
    String text = label.scalarText().orElse("");
    return LIKE_HOSTED.matcher(text).matches() && labels.find("label", text).isPresent()
        ? text.replaceFirst("-.*", "")
        : "";
  }

  private void check(Node label, Rule.Reporter report) {
    if (!(label instanceof Node.Scalar scalar)) {
      return;
    }
    String text = scalar.text();
    Optional<Map<String, String>> known = labels.find("label", text);
    String retired = known.map(row -> row.get("retired")).orElse("");
    Set<String> current =
        labels.rows().stream()
            .filter(row -> row.get("retired").isEmpty())
            .map(row -> row.get("label"))
            .collect(Collectors.toSet());
    if (text.isEmpty()) {
      report.at(scalar.span(), "an empty label fits no runner");
    } else if (!retired.isEmpty()) {
      report.at(
          scalar.span(),
          "GitHub retired %s on %s; a job for it waits and fails (table of %s)"
              .formatted(text, retired, labels.date()));
    } else if (known.isEmpty() && LIKE_HOSTED.matcher(text).matches()) {
      report.at(
          scalar.span(),
          "GitHub has no runner '%s'%s (table of %s)"
              .formatted(
                  text,
                  Nearest.to(text, current).map("; did you mean '%s'?"::formatted).orElse(""),
                  labels.date()));
    }
  }

  private void actions(Workflow workflow, Rule.Reporter report) {
    workflow
        .steps()
        .flatMap(step -> step.uses().stream())
        .forEach(uses -> {
          if (Uses.of(uses.text()) instanceof Uses.Repository action) {
            outdated
                .find("action", action.slug())
                .map(row -> Integer.parseInt(row.get("last")))
                .filter(last -> major(uses, action).filter(m -> m <= last).isPresent())
                .ifPresent(last ->
                    report.at(
                        uses.span(),
                        "%s up to v%d was made for a Node.js that runners no longer have; take v%d or later"
                            .formatted(action.slug(), last, last + 1)));
          }
        });
  }

  private Optional<Integer> major(Node.Scalar uses, Uses.Repository action) {
    boolean told = action.pinned() || MAJOR.matcher(action.ref()).matches();
    return told ? versions.of(uses, action).map(numbers -> numbers[0]) : Optional.empty();
  }
}
