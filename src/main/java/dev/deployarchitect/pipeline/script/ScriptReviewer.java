package dev.deployarchitect.pipeline.script;

import dev.deployarchitect.delivery.Shellcheck;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.workflow.Workflow;
import java.util.List;
import java.util.Optional;

/** What ShellCheck, where it is installed, says of the scripts in steps. */
public final class ScriptReviewer {
  /**
   * About what a step's script cannot show: files it sources (SC1091), variables of its environment
   * (SC2154), and the words that stand for expressions (SC2043, SC2050, SC2157, SC2194).
   */
  private static final List<String> NOT_HERE =
      List.of("SC1091", "SC2043", "SC2050", "SC2154", "SC2157", "SC2194");

  /** Said beside SC1073, which has the place, of a script that cannot be parsed. */
  private static final List<String> FOLLOWS = List.of("SC1009", "SC1072");

  private record Checked(List<StepScript> scripts, Shellcheck.Result result) {}

  private final RuleSet<Checked> rules;
  private final Shellcheck shellcheck;

  /** With the pages of its rules in {@code pages}. */
  public ScriptReviewer(Shellcheck shellcheck, String pages) {
    this.shellcheck = shellcheck;
    this.rules =
        new RuleSet<>(
            pages,
            List.of(
                Rule.of(
                    "pipeline/shell-error", Severity.MEDIUM, "shellcheck", ScriptReviewer::errors),
                Rule.of(
                    "pipeline/shell-warning", Severity.LOW, "shellcheck", ScriptReviewer::warnings),
                Rule.of("pipeline/shell-style", Severity.LOW, "shellcheck", ScriptReviewer::style)
                    .whenStrict()));
  }

  public List<RuleInfo> rules() {
    return rules.infos();
  }

  /** All scripts of all workflows go to ShellCheck together. */
  public List<Finding> review(List<Workflow> workflows) {
    List<StepScript> scripts = workflows.stream().flatMap(w -> StepScript.of(w).stream()).toList();
    if (scripts.isEmpty() || !shellcheck.isInstalled()) {
      return List.of();
    }
    List<String> texts = scripts.stream().map(StepScript::text).toList();
    return rules.check(new Checked(scripts, shellcheck.check(texts, NOT_HERE)));
  }

  /** Why nothing was said of scripts; empty where they were checked. */
  public Optional<String> unchecked() {
    return shellcheck.isInstalled()
        ? Optional.empty()
        : Optional.of(
            "shellcheck is not installed: the scripts of steps were read by our rules alone.");
  }

  private static void warnings(Checked checked, Rule.Reporter report) {
    report(checked, "warning", report);
    checked
        .result()
        .unchecked()
        .ifPresent(why ->
            report.at(
                checked.scripts().getFirst().place(1, 1),
                "the scripts from here on could not be checked: " + why));
  }

  private static void errors(Checked checked, Rule.Reporter report) {
    report(checked, "error", report);
  }

  private static void style(Checked checked, Rule.Reporter report) {
    report(checked, "note", report);
  }

  private static void report(Checked checked, String level, Rule.Reporter report) {
    for (Shellcheck.Remark remark : checked.result().remarks()) {
      if (remark.level().equals(level) && !FOLLOWS.contains(remark.code())) {
        report.at(
            checked.scripts().get(remark.script()).place(remark.line(), remark.column()),
            "%s (%s)".formatted(remark.message(), remark.code()));
      }
    }
  }
}
