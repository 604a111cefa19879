package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.finding.Finding;
import java.util.ArrayList;
import java.util.List;

/** The six parts that go with a generated pipeline. */
final class PipelineAdvice {
  private PipelineAdvice() {}

  static Recommendation of(PipelinePlan plan, List<Finding> before) {
    boolean vercel = plan.host().equals("vercel");
    return new Recommendation(
        "Release through one pipeline that can go back",
        before.isEmpty()
            ? "No workflow was found; every change gets checks, and every release a way back."
            : "The present workflows have %d findings; this one answers them."
                .formatted(before.size()),
        List.of(".github/workflows/release.yml"),
        guide(plan, vercel),
        Part.says(
            List.of(
                "Trade-off: a release waits for migration and health check; in exchange a"
                    + " broken version is never the live one.",
                "GitHub's minutes are billed per job, rounded up: five small jobs cost up to five"
                    + " minutes more than one."),
            new Figure.Cited(
                "free GitHub Actions minutes for private repositories",
                "2,000 a month on the Free plan",
                "docs.github.com, \"About billing for GitHub Actions\"")),
        Part.says(
            List.of(
                "Measure it: the duration of the 'check' job over ten runs, before and after;"
                    + " nothing was run on GitHub here, so no seconds are claimed."),
            new Figure.Measured(
                "findings in the present workflows",
                "%d".formatted(before.size()),
                "lint_workflow on this workspace")),
        Part.says(
            vercel
                ? List.of(
                    "Automatic: when a step after the switch fails, 'vercel rollback' brings"
                        + " the former deployment back.",
                    "By hand: vercel rollback, or promote any earlier deployment.",
                    "The schema is not rolled back: only expand migrations run before a rollout,"
                        + " so the former version still works on it.")
                : List.of(
                    "Automatic: when the new tasks do not serve, the service goes back to"
                        + " the task definition that ran before.",
                    "By hand: aws ecs update-service with the former task definition.",
                    "The schema is not rolled back: only expand migrations run before a rollout,"
                        + " so the former version still works on it.")),
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

  private static List<String> guide(PipelinePlan plan, boolean vercel) {
    List<String> guide = new ArrayList<>();
    guide.add(
        "Create the environments 'production' and 'preview' (Settings, Environments), with"
            + " reviewers for production.");
    if (plan.migrations()) {
      guide.add(
          "Set the secret DIRECT_URL in 'production': the address of PostgreSQL itself, not"
              + " of a pooler, for a role that may alter the schema.");
      guide.add("Take 'prisma migrate deploy' out of every other build and start command.");
    }
    if (vercel) {
      guide.add(
          "Set VERCEL_TOKEN as a secret and VERCEL_ORG_ID, VERCEL_PROJECT_ID as variables of"
              + " both environments; switch Vercel's own Git deployments off.");
    } else {
      guide.add(
          "Set the variables AWS_REGION, AWS_DEPLOY_ROLE_ARN, ECS_CLUSTER, ECS_SERVICE and"
              + " HEALTH_URL; generate_terraform prints them as outputs.");
    }
    guide.add("Add the file in a pull request: 'check' and 'build' run there.");
    guide.add("Delete the workflows it replaces, and require 'check' in the branch rules.");
    return guide;
  }
}
