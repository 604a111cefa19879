package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.ResultText;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;

/** Writes a release pipeline for GitHub Actions. */
public final class GenerateWorkflow {
  private static final String FOLDER = "tools/pipeline/generate_workflow/";

  record Input(
      @Param(
              value = "Where it is deployed; read from the project without it",
              oneOf = {"vercel", "ecs"})
          String host,
      @Param("The branch that is production; main without it") String branch) {}

  private final Content content;
  private final Reviewer reviewer;
  private final Verification verification;

  public GenerateWorkflow(Content content, Reviewer reviewer, Verification verification) {
    this.content = content;
    this.reviewer = reviewer;
    this.verification = verification;
  }

  public Tool<?> tool() {
    return new Tool<>("generate_workflow", "pipeline", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    if (!context.profile().has(Topic.LANGUAGE, "javascript")
        || !context.profile().has(Topic.LOCKFILE)) {
      return new ToolResult.NothingFound(
          "generate_workflow knows Node.js projects with a lockfile; this workspace is none.");
    }
    if (context.profile().about(Topic.LOCKFILE).anyMatch(f -> f.name().startsWith("bun."))) {
      return new ToolResult.NothingFound(
          "The lockfile is bun's. No pipeline with bun was tried here, so none is written.");
    }
    String branch = input.branch() == null ? "main" : input.branch();
    if (!branch.matches("[A-Za-z0-9._/-]{1,100}")) {
      return new ToolResult.Retry("'%s' is no branch name.".formatted(branch));
    }
    String host =
        input.host() != null
            ? input.host()
            : context.profile().has(Topic.HOST, "vercel") ? "vercel" : "ecs";
    DatedTable pins = DatedTable.read(content.text(FOLDER + "action-pins.tsv"));
    PipelinePlan plan = new PipelinePlan(context.profile(), host, branch, pins);
    List<Finding> before =
        reviewer.review(
            context.workspace().paths(reviewer::reads), context.workspace(), context.profile());
    Artifact workflow =
        new Artifact(
            ".github/workflows/release.yml",
            Template.fill(content.text(FOLDER + "templates/release.yml"), plan.values()),
            "checks every change, migrates once, deploys, looks at the result and rolls back",
            before.stream().map(f -> f.rule().id()).distinct().toList());
    List<Delivered> delivered = verification.verify(List.of(workflow));
    Recommendation recommendation = PipelineAdvice.of(plan, before);
    return ToolResult.Done.delivery(
        ResultText.markdown(recommendation, delivered)
            + "\n```yaml\n"
            + workflow.content()
            + "```\n",
        delivered,
        List.of(recommendation));
  }
}
