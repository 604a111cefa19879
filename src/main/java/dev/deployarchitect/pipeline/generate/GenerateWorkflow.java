package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.project.stack.NodeFit;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;
import java.util.Optional;

/** Writes a release pipeline for GitHub Actions or GitLab. */
public final class GenerateWorkflow {
  private static final String FOLDER = "tools/pipeline/generate_workflow/";

  record Input(
      @Param(
              value = "Where it is deployed; read from the project without it",
              oneOf = {"vercel", "cloudrun", "ecs", "fly", "registry"})
          String host,
      @Param("The branch that is production; main without it") String branch,
      @Param(
              value = "Whose pipeline; github without it",
              oneOf = {"github", "gitlab"})
          String ci,
      @Param(
              value = "How traffic moves: at once after a look (blue-green), or in steps (canary)",
              oneOf = {"blue-green", "canary"})
          String rollout,
      @Param("Deploy to an environment 'staging' first (GitHub)") Boolean staging) {}

  private final Content content;
  private final Reviewer reviewer;
  private final Verification verification;

  public GenerateWorkflow(Content content, Reviewer reviewer, Verification verification) {
    this.content = content;
    this.reviewer = reviewer;
    this.verification = verification;
  }

  public Tool<?> tool() {
    return Tool.delivering("generate_workflow", "pipeline", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    Host host = Optional.ofNullable(input.host()).flatMap(Host::of).orElseGet(() -> host(context));
    NodeFit fit = NodeFit.of(context.workspace(), context.profile(), !host.runsImages());
    if (!context.profile().has(Topic.LANGUAGE, "javascript")
        || !context.profile().has(Topic.LOCKFILE)) {
      return new ToolResult.NothingFound(
          "generate_workflow knows Node.js projects with a lockfile in the root; this workspace is none.%s"
              .formatted(fit.others().isEmpty() ? "" : " Seen: %s.".formatted(fit.said())));
    }
    if (!fit.clear()) {
      return new ToolResult.Refused(fit.refusal("generate_workflow"));
    }
    String branch = input.branch() == null ? "main" : input.branch();
    if (!branch.matches("[A-Za-z0-9._/-]{1,100}")) {
      return new ToolResult.Retry("'%s' is no branch name.".formatted(branch));
    }
    boolean canary = "canary".equals(input.rollout());
    if (canary && host != Host.CLOUDRUN && host != Host.FLY) {
      return new ToolResult.Retry(
          "%s moves all traffic at once; a canary needs Cloud Run or Fly.io.".formatted(host.id()));
    }
    ActionPins pins = new ActionPins(DatedTable.read(content.text(FOLDER + "action-pins.tsv")));
    PipelinePlan plan =
        new PipelinePlan(
            context.profile(),
            context.workspace(),
            host,
            branch,
            canary,
            Boolean.TRUE.equals(input.staging()),
            pins);
    List<Finding> before =
        reviewer.review(
            context.workspace().paths(reviewer::reads), context.workspace(), context.profile());
    boolean gitlab = "gitlab".equals(input.ci());
    List<String> answered = before.stream().map(f -> f.rule().id()).distinct().toList();
    List<Artifact> files = PipelineFiles.of(content, plan, gitlab, answered);
    List<Delivered> delivered = verification.verify(files, Surroundings.of(context.workspace()));
    Recommendation recommendation = PipelineAdvice.of(plan, gitlab, files, before, fit);
    return ToolResult.Done.delivery(
        fit.others().isEmpty() ? "" : "Not covered: %s.".formatted(fit.said()),
        delivered,
        List.of(recommendation));
  }

  private static Host host(ToolContext context) {
    if (context.profile().has(Topic.HOST, "vercel")) {
      return Host.VERCEL;
    }
    return context.profile().has(Topic.HOST, "fly") ? Host.FLY : Host.REGISTRY;
  }
}
