package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.project.BuildInputs;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.project.stack.NodeFit;
import java.util.ArrayList;
import java.util.List;

/** What a person has to set up beside the files. */
final class PipelineGuide {
  private PipelineGuide() {}

  /** More workflows than these are counted, not told one by one. */
  private static final int MOST_WORKFLOWS = 25;

  static List<String> of(PipelinePlan plan, boolean gitlab, List<Artifact> files, NodeFit fit) {
    List<String> guide = new ArrayList<>();
    if (!fit.others().isEmpty()) {
      guide.add(
          "Not covered: %s. Their tests, migrations and deployment are not in this pipeline; keep what runs them."
              .formatted(fit.said()));
    }
    if (gitlab) {
      guide.add(
          "Protect the branch '%s' and the environment 'production'; mark every variable below as protected and masked."
              .formatted(plan.branch()));
    } else {
      guide.add(
          "Create the environments 'production'%s%s%s (Settings, Environments), with reviewers for those of production; variables and secrets below are set in each."
              .formatted(
                  plan.staging() ? ", 'staging', 'staging-contract'" : "",
                  plan.migrations() ? ", 'production-contract'" : "",
                  plan.previews() ? " and 'preview'" : ""));
    }
    guide.add("Set the variable HEALTH_URL: the address a user would open, which answers 2xx.");
    guide.addAll(inputs(plan, gitlab));
    if (plan.migrations()) {
      guide.add(
          "Set the secret DIRECT_URL in 'production': the address of PostgreSQL itself, not"
              + " of a pooler, for a role that may alter the schema; the runner must reach it.");
      guide.add(
          "Take '%s' out of every other build and start command."
              .formatted(plan.migrator().map(Migrator::apply).orElse("")));
    }
    if (plan.host().runsImages() && !plan.image().isThere()) {
      guide.add(noDockerfile(plan.image(), gitlab));
    }
    guide.addAll(host(plan));
    if (plan.previews() && plan.migrations()) {
      boolean schemas = plan.migrator().filter(Migrator::ownSchema).isPresent();
      guide.add(
          "Set the secret PREVIEW_DATABASE_URL in %s: a database for previews alone, without a copy of production's data%s."
              .formatted(
                  gitlab ? "the scope 'preview/*', unprotected" : "'preview'",
                  schemas ? "" : ", for a role that may create databases"));
    }
    if (!gitlab) {
      guide.add(
          "Uploading SARIF of a private repository needs GitHub Code Security; without it delete security.yml's upload steps, the scans still fail.");
    }
    guide.add("Add all files in one pull request: the checks run there.");
    guide.add("Require 'check' in the branch rules.");
    guide.addAll(existing(plan, gitlab, files));
    return guide;
  }

  /** What to do with the workflows that are there: only what loses nothing may go. */
  private static List<String> existing(PipelinePlan plan, boolean gitlab, List<Artifact> files) {
    List<ExistingWorkflow> all = ExistingWorkflow.all(plan.workspace(), plan.profile(), files);
    List<String> advice =
        new ArrayList<>(all.stream().limit(MOST_WORKFLOWS).map(ExistingWorkflow::advice).toList());
    if (all.size() > MOST_WORKFLOWS) {
      advice.add(
          "Keep the other %d workflows; they are not compared here."
              .formatted(all.size() - MOST_WORKFLOWS));
    }
    if (gitlab && plan.profile().has(Topic.CI, "gitlab")) {
      advice.add(
          "There is a .gitlab-ci.yml already: compare what its jobs run before you replace it.");
    }
    plan.profile()
        .about(Topic.CI)
        .filter(ci -> !ci.name().matches("github-actions|gitlab"))
        .forEach(ci ->
            advice.add(
                "Keep %s: what %s runs was not compared.".formatted(ci.proof().path(), ci.name())));
    return advice;
  }

  private static String noDockerfile(ImageBuild image, boolean gitlab) {
    return image.isWritten() || image.all().isEmpty()
        ? "There is no %s: generate_dockerfile writes one; without it 'build' fails."
            .formatted(image.dockerfile())
        : "There is no Dockerfile in the root, and there are %s: name the one to build, at '%s' in 'build'."
            .formatted(String.join(", ", image.all()), gitlab ? "--file" : "file");
  }

  /** What the builds take from outside. */
  private static List<String> inputs(PipelinePlan plan, boolean gitlab) {
    BuildInputs inputs = plan.image().inputs();
    List<String> guide = new ArrayList<>();
    String variables =
        gitlab
            ? "CI/CD variables of all environments, unprotected"
            : "variables of the repository, not of an environment";
    if (!inputs.browserSettings().isEmpty()) {
      guide.add(
          "Set as %s, those of %s that production has: they are built in, once for all environments. Browsers see them, so they are no secrets."
              .formatted(variables, inputs.told()));
    }
    inputs
        .check()
        .ifPresent(check ->
            guide.add(
                "The build checks its environment (%s): set BUILD_ENV, as %s, to lines NAME=placeholder of the form it wants, without a secret."
                    .formatted(check.place(), variables)));
    if (!inputs.registryVariables().isEmpty()) {
      guide.add(
          "Set as %s the secret %s, which .npmrc reads: each install needs it."
              .formatted(
                  gitlab ? "CI/CD variable of all environments" : "one of the repository",
                  String.join(" and ", inputs.registryVariables())));
    }
    if (inputs.sourceMaps() && plan.host().runsImages()) {
      guide.add(
          "Set the secret SENTRY_AUTH_TOKEN, if releases shall upload their source maps%s."
              .formatted(gitlab ? "" : "; of the repository, too"));
    }
    return guide;
  }

  private static List<String> host(PipelinePlan plan) {
    return switch (plan.host()) {
      case VERCEL ->
          List.of(
              "Set VERCEL_TOKEN as a secret and VERCEL_ORG_ID, VERCEL_PROJECT_ID, PRODUCTION_DOMAIN as"
                  + " variables; switch Vercel's own Git deployments off (git.deploymentEnabled: false).");
      case CLOUDRUN ->
          List.of(
              "Set the variables CLOUD_RUN_SERVICE, CLOUD_RUN_REGION, WORKLOAD_IDENTITY_PROVIDER,"
                  + " DEPLOY_SERVICE_ACCOUNT, and IMAGE_MIRROR: the path of this image in a remote repository of Artifact"
                  + " Registry for the registry it is pushed to, as Cloud Run does not pull from there itself.");
      case ECS ->
          List.of(
              "Set the variables AWS_REGION, AWS_DEPLOY_ROLE_ARN, ECS_CLUSTER and ECS_SERVICE;"
                  + " generate_terraform prints them as outputs. The app is the first container of the task.");
      case FLY ->
          List.of(
              "Set the variables FLY_APP and FLY_ORG and the secrets FLY_API_TOKEN (a deploy token of"
                  + " this app) and FLY_PREVIEW_TOKEN (of an organisation for previews); Fly must be able to pull"
                  + " the image; fly.toml needs a health check.");
      case REGISTRY ->
          List.of(
              "Have your hosts run the tag 'live' of the image and follow it; until they do, HEALTH_URL"
                  + " still shows the former version.");
    };
  }
}
