package dev.deployarchitect.pipeline.generate;

import java.util.List;

/**
 * What a deployment from GitLab runs in.
 *
 * @param lines before the release
 * @param named the settings in front of its command
 */
record GitlabTools(String image, List<String> lines, String named) {
  private static final String IMAGE = "IMAGE=\"$CI_REGISTRY_IMAGE@$DIGEST\" ";

  static GitlabTools of(Host host) {
    return switch (host) {
      case VERCEL ->
          new GitlabTools(
              "node:24-bookworm",
              List.of("apt-get update && apt-get install -y --no-install-recommends jq"),
              "");
      case CLOUDRUN ->
          new GitlabTools(
              "google/cloud-sdk:546.0.0-slim",
              List.of(
                  "apt-get update && apt-get install -y --no-install-recommends jq",
                  "printf '%s' \"$IDENTITY_TOKEN\" > /tmp/identity-token",
                  "gcloud iam workload-identity-pools create-cred-config \"$WORKLOAD_IDENTITY_PROVIDER\" --service-account \"$DEPLOY_SERVICE_ACCOUNT\" --credential-source-file /tmp/identity-token --output-file /tmp/credentials.json",
                  "gcloud auth login --quiet --cred-file /tmp/credentials.json"),
              "IMAGE=\"$IMAGE_MIRROR@$DIGEST\" ");
      case ECS ->
          new GitlabTools(
              "public.ecr.aws/aws-cli/aws-cli:2.31.20",
              List.of(
                  "yum install -y --quiet jq",
                  "printf '%s' \"$IDENTITY_TOKEN\" > /tmp/identity-token"),
              IMAGE);
      case FLY ->
          new GitlabTools(
              "debian:13-slim",
              List.of(
                  "apt-get update && apt-get install -y --no-install-recommends ca-certificates curl jq",
                  "curl --fail --silent --show-error --location https://github.com/superfly/flyctl/releases/download/v%1$s/flyctl_%1$s_Linux_x86_64.tar.gz | tar -xz -C /usr/local/bin flyctl"
                      .formatted(PipelinePlan.FLYCTL)),
              IMAGE);
      case REGISTRY ->
          new GitlabTools(
              "docker:28.5.1-cli",
              List.of(
                  "apk add --no-cache bash curl jq",
                  "echo \"$CI_REGISTRY_PASSWORD\" | docker login --username \"$CI_REGISTRY_USER\" --password-stdin \"$CI_REGISTRY\""),
              "REPOSITORY=\"$CI_REGISTRY_IMAGE\" ");
    };
  }
}
