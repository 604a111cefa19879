package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.pipeline.workflow.Uses;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text of a step that is run as code after its expressions have been replaced.
 *
 * @param what it is, for a sentence: "this shell script"
 */
record Sink(Workflow.Step step, Node.Scalar code, String what) {

  /** The inputs of actions that are run as code, by action. */
  record Table(DatedTable table) {
    static Table of(Content content) {
      return new Table(
          DatedTable.read(content.text("tools/pipeline/lint_workflow/code-inputs.tsv")));
    }

    List<Sink> in(Workflow.Step step) {
      List<Sink> sinks = new ArrayList<>();
      step.run().ifPresent(run -> sinks.add(new Sink(step, run, "this script")));
      if (step.action().orElse(null) instanceof Uses.Repository uses) {
        for (var row : table.rows()) {
          if (row.get("action").toLowerCase(Locale.ROOT).equals(uses.full())
              && step.with(row.get("input")).orElse(null) instanceof Node.Scalar code) {
            sinks.add(new Sink(step, code, "the code that %s runs".formatted(row.get("action"))));
          }
        }
      }
      return sinks;
    }
  }
}
