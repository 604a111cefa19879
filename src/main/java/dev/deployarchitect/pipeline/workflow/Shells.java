package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.syntax.node.Node;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shell of a step (docs.github.com, "Workflow syntax": jobs.job_id.steps[*].shell).
 *
 * @param name of the program without its folder and options; empty where it cannot be told
 */
public record Shells(String name) {

  /** From the step, the job's defaults, the workflow's, or the runner. */
  public static Shells of(Workflow workflow, Workflow.Job job, Workflow.Step step) {
    return Stream.of(
            step.body().at("shell"),
            job.at("defaults", "run", "shell"),
            workflow.document().at("defaults", "run", "shell"))
        .flatMap(Optional::stream)
        .findFirst()
        .map(shell -> new Shells(program(shell.scalarText().orElse(""))))
        .orElseGet(() -> new Shells(ofRunner(workflow, job)));
  }

  private static String program(String command) {
    String first = command.strip().replaceFirst("\\s.*", "");
    return first.contains("${{")
        ? ""
        : first.substring(first.lastIndexOf('/') + 1).replaceFirst("\\.exe$", "");
  }

  private static String ofRunner(Workflow workflow, Workflow.Job job) {
    String runner =
        job.at("runs-on").map(node -> node.span().text().toLowerCase(Locale.ROOT)).orElse("");
    boolean windows = runner.contains("windows");
    boolean open = runner.contains("${{") && !runner.matches(".*(ubuntu|macos|linux).*");
    boolean matrixOfWindows =
        open
            && job.at("strategy", "matrix")
                .map(Node::span)
                .map(s -> s.text().toLowerCase(Locale.ROOT))
                .filter(t -> t.contains("windows") || t.contains("${{"))
                .isPresent();
    if (windows || matrixOfWindows) {
      return "pwsh";
    }
    return workflow.action() ? "" : "bash";
  }

  /** Whether variables are written {@code $NAME}. */
  public boolean isPosix() {
    return name.equals("bash") || name.equals("sh");
  }
}
