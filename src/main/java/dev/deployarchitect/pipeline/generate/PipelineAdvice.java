package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.project.stack.NodeFit;
import java.util.List;

/** The six parts that go with a generated pipeline. */
final class PipelineAdvice {
  private PipelineAdvice() {}

  static Recommendation of(
      PipelinePlan plan, boolean gitlab, List<Artifact> files, List<Finding> before, NodeFit fit) {
    return new Recommendation(
        "Release through one pipeline that can go back",
        before.isEmpty()
            ? "No workflow was found; every change gets checks, and every release a way back."
            : "The current workflows have %d findings; this one has none. fix_workflow fixes those of the workflows that stay."
                .formatted(before.size()),
        files.stream().map(Artifact::path).toList(),
        PipelineGuide.of(plan, gitlab, files, fit),
        Part.says(
            List.of(
                "Trade-off: a release waits for migration and health check; in exchange a"
                    + " broken version is not the live one for longer than that check.",
                "GitHub's minutes are billed per job, rounded up: five small jobs cost up to five"
                    + " minutes more than one."),
            new Figure.Cited(
                "free GitHub Actions minutes for private repositories",
                "2,000 a month on the Free plan",
                "docs.github.com, \"About billing for GitHub Actions\"")),
        benchmark(plan, before),
        Part.says(
            List.of(
                "Automatic: when the new version does not answer well, deploy/release.sh puts the"
                    + " former one back and fails the job. %s".formatted(way(plan.host())),
                "By hand: %s, with an older version.".formatted(byHand(plan.host())),
                plan.migrations()
                    ? "The schema is not rolled back: only expand migrations run before a rollout, so"
                        + " the former version still works on it; check-migrations.sh holds others"
                        + " back."
                    : "The pipeline runs no migrations: none were found that it knows how to run.")),
        Part.says(
            List.of(
                "Alert when a run on the production branch fails (repository settings,"
                    + " notifications, or a workflow_run hook).",
                "Watch lead time (merge to live) and the share of releases that were rolled back;"
                    + " both can be read from the runs of this workflow."),
            new Figure.Assumed(
                "alert threshold for rollbacks",
                "2 in 7 days",
                "one may be chance; set it from your own history")));
  }

  private static Part benchmark(PipelinePlan plan, List<Finding> before) {
    Figure found =
        new Figure.Measured(
            "findings in the present workflows",
            "%d".formatted(before.size()),
            "lint_workflow on this workspace");
    List<String> said =
        List.of(
            "Measure it: the duration of the 'check' job over ten runs, before and after;"
                + " nothing was run on GitHub here, so no seconds are claimed.");
    if (!plan.budget()) {
      return Part.says(said, found);
    }
    return Part.says(
        said,
        found,
        new Figure.Assumed(
            "budget of the performance job",
            "p95 of %d ms, start within %d ms"
                .formatted(PipelinePlan.P95_MILLIS, PipelinePlan.START_MILLIS),
            "a place to start; set BUDGET_P95_MS and BUDGET_START_MS from ten of your own runs"));
  }

  private static String way(Host host) {
    return switch (host) {
      case VERCEL -> "The deployment is looked at before its domain shows it (blue-green).";
      case CLOUDRUN -> "The revision is looked at under its own tag before it gets traffic.";
      case ECS -> "New tasks start beside the old ones; those stay until the new are stable.";
      case FLY -> "New machines start beside the old ones; flyctl looks at their checks first.";
      case REGISTRY ->
          "The tag 'live' moves back to the former digest; your hosts have to follow that tag.";
    };
  }

  private static String byHand(Host host) {
    return switch (host) {
      case VERCEL -> "vercel rollback DEPLOYMENT";
      case CLOUDRUN -> "gcloud run services update-traffic SERVICE --to-revisions REVISION=100";
      case ECS ->
          "aws ecs update-service --cluster CLUSTER --service SERVICE --task-definition FORMER";
      case FLY -> "flyctl deploy --app APP --image FORMER --strategy immediate";
      case REGISTRY -> "docker buildx imagetools create --tag IMAGE:live IMAGE@FORMER_DIGEST";
    };
  }
}
