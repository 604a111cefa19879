package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.pipeline.expression.Expression;
import dev.deployarchitect.pipeline.workflow.Workflow;
import java.util.List;

/**
 * A workflow or a composite action under audit.
 *
 * @param settings what the team has told zizmor
 * @param definitions of its environments and matrices
 * @param expressions all that stand in braces and can be read
 */
record Audited(
    Workflow workflow,
    ZizmorSettings settings,
    Definitions definitions,
    List<Expression> expressions) {

  static Audited of(Workflow workflow, ZizmorSettings settings) {
    List<Expression> expressions =
        workflow
            .scalars()
            .filter(scalar -> scalar.span().text().contains("${{"))
            .flatMap(scalar -> Reach.braces(scalar).stream())
            .flatMap(braces -> Reach.read(braces.inside()).stream())
            .toList();
    return new Audited(workflow, settings, new Definitions(), expressions);
  }
}
