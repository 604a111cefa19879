package dev.deployarchitect.project;

import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Hosts, containers, CI and infrastructure as code, by the files that configure them. */
final class PlatformDetector implements Detector {
  private record Mark(Topic topic, String name, Pattern path, String content) {}

  private static final List<Mark> MARKS =
      List.of(
          mark(Topic.HOST, "vercel", "(.*/)?vercel\\.json", ""),
          mark(Topic.HOST, "fly", "(.*/)?fly\\.toml", ""),
          mark(Topic.HOST, "render", "(.*/)?render\\.ya?ml", ""),
          mark(Topic.HOST, "railway", "(.*/)?railway\\.(json|toml)", ""),
          mark(Topic.HOST, "netlify", "(.*/)?netlify\\.toml", ""),
          mark(Topic.HOST, "heroku", "Procfile|app\\.json", ""),
          mark(Topic.HOST, "cloudflare", "(.*/)?wrangler\\.(toml|jsonc?)", ""),
          mark(Topic.HOST, "app-engine", "(.*/)?app\\.ya?ml", "runtime:"),
          mark(Topic.HOST, "aws-sst", "(.*/)?sst\\.config\\.ts", ""),
          mark(Topic.HOST, "serverless-framework", "(.*/)?serverless\\.ya?ml", ""),
          mark(Topic.CONTAINER, "docker", "(.*/)?(Dockerfile|Containerfile)(\\..+)?", ""),
          mark(Topic.CONTAINER, "docker", "(.*/)?[\\w.-]+\\.[Dd]ockerfile", ""),
          mark(Topic.CONTAINER, "compose", "(.*/)?(docker-)?compose(\\.[\\w-]+)?\\.ya?ml", ""),
          mark(Topic.CONTAINER, "kubernetes", ".*\\.ya?ml", "apiVersion: apps/v1"),
          mark(Topic.CONTAINER, "helm", "(.*/)?Chart\\.yaml", ""),
          mark(Topic.CI, "github-actions", "(.*/)?\\.github/workflows/[^/]+\\.ya?ml", ""),
          mark(Topic.CI, "gitlab", "\\.gitlab-ci\\.ya?ml", ""),
          mark(Topic.CI, "circleci", "\\.circleci/config\\.ya?ml", ""),
          mark(Topic.CI, "jenkins", "(.*/)?Jenkinsfile", ""),
          mark(Topic.CI, "azure-pipelines", "azure-pipelines\\.ya?ml", ""),
          mark(Topic.CI, "bitbucket", "bitbucket-pipelines\\.ya?ml", ""),
          mark(Topic.IAC, "terraform", ".*\\.tf", ""),
          mark(Topic.IAC, "pulumi", "(.*/)?Pulumi\\.ya?ml", ""),
          mark(Topic.IAC, "cdk", "(.*/)?cdk\\.json", ""),
          mark(Topic.IAC, "cloudformation", ".*\\.(ya?ml|json)", "AWSTemplateFormatVersion"));

  @Override
  public void detect(Workspace workspace, Consumer<Fact> facts) {
    for (Mark mark : MARKS) {
      Optional<String> found =
          workspace.paths(p -> mark.path().matcher(p).matches()).stream()
              .filter(p -> mark.content().isEmpty() || contains(workspace, p, mark.content()))
              .min(Paths.SHALLOW_FIRST);
      found.ifPresent(path ->
          facts.accept(new Fact(mark.topic(), mark.name(), path, Paths.proof(workspace, path))));
    }
  }

  private static boolean contains(Workspace workspace, String path, String content) {
    return workspace.source(path).filter(s -> s.text().contains(content)).isPresent();
  }

  private static Mark mark(Topic topic, String name, String path, String content) {
    return new Mark(topic, name, Pattern.compile(path), content);
  }
}
