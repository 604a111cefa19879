package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.pipeline.workflow.Workflow;

/**
 * A workflow or a composite action under audit.
 *
 * @param settings what the team has told zizmor
 */
public record Audited(Workflow workflow, ZizmorSettings settings) {}
