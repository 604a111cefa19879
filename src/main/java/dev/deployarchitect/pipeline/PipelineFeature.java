package dev.deployarchitect.pipeline;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.pipeline.generate.GenerateWorkflow;
import dev.deployarchitect.pipeline.host.HostReviewer;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Feature;
import dev.deployarchitect.tool.FixTool;
import dev.deployarchitect.tool.ReaderTool;
import java.util.List;
import java.util.stream.Collectors;

/** What this room brings. */
public final class PipelineFeature {
  private PipelineFeature() {}

  public static Feature feature(
      Content content, WorkflowReviewer reviewer, Verification verification) {
    return new Feature(
        "pipeline",
        List.of(
            new ReaderTool(
                    reviewer, content, ".github/workflows/given.yml", PipelineFeature::outline)
                .tool("lint_workflow", "pipeline"),
            new FixTool(reviewer, content, verification, ".github/workflows/given.yml")
                .tool("fix_workflow", "pipeline"),
            new GenerateWorkflow(content, reviewer, verification).tool()),
        List.of(reviewer, new HostReviewer()));
  }

  private static String outline(Source source) {
    Workflow workflow = Workflow.of(YamlReader.read(source));
    if (workflow.jobs().isEmpty()) {
      return source.path() + "\n";
    }
    return "%s%n  on: %s; jobs: %s%n"
        .formatted(
            source.path(),
            String.join(", ", workflow.events()),
            workflow.jobs().stream()
                .map(j -> j.id().text() + " (" + j.steps().size() + " steps)")
                .collect(Collectors.joining(", ")));
  }
}
