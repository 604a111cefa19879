package dev.deployarchitect.repository.overview;

import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a change reaches production, as far as files say it: workflows, other CI, scripts. */
record Shipping(Workspace workspace) {
  private static final Pattern DEPLOYS =
      Pattern.compile(
          "\\b(deploy(ment|s|ing)?|rollout|docker push|build-push-action|imagetools create|helm upgrade|kubectl (apply|set)|terraform apply|cdk deploy"
              + "|pulumi up|flyctl|fly deploy|vercel|wrangler|netlify|gcloud run|update-service|kamal|heroku|goreleaser"
              + "|npm publish|pnpm publish|changeset publish|twine upload|gh release|action-gh-release|release-action|pypi-publish|push: true)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern OTHER_CI =
      Pattern.compile(
          "\\.gitlab-ci\\.yml|\\.circleci/config\\.yml|(.*/)?Jenkinsfile|bitbucket-pipelines\\.yml|azure-pipelines.*\\.yml"
              + "|\\.buildkite/.*\\.ya?ml|\\.drone\\.yml|\\.travis\\.yml|cloudbuild.*\\.ya?ml|(.*/)?buildspec.*\\.ya?ml|config/deploy.*\\.yml");
  private static final Pattern SCRIPT =
      Pattern.compile(
          "(.*/)?[\\w.-]*(deploy|release|migrate|entrypoint|rollback|backup|publish)[\\w.-]*(\\.(sh|bash|py|rb|js|ts|mjs))?");
  private static final Pattern SCRIPT_NAME =
      Pattern.compile("(?i).*(deploy|release|migrat|rollback|publish).*");

  private record Workflow(String line, boolean deploys) {}

  List<String> lines() {
    List<Workflow> workflows =
        workspace.paths(p -> p.matches("\\.github/workflows/[^/]+\\.ya?ml")).stream()
            .flatMap(p -> workspace.source(p).stream())
            .map(Shipping::workflow)
            .toList();
    List<String> lines = new ArrayList<>();
    workflows.stream().filter(Workflow::deploys).map(Workflow::line).forEach(lines::add);
    scripts(lines);
    workspace.paths(p -> OTHER_CI.matcher(p).matches()).forEach(p -> lines.add("also " + p));
    workflows.stream().filter(w -> !w.deploys()).map(Workflow::line).forEach(lines::add);
    return lines;
  }

  private static Workflow workflow(Source source) {
    Optional<Node> root = YamlReader.read(source).root();
    List<Node.Entry> jobs =
        root.flatMap(r -> r.at("jobs")).stream().flatMap(j -> j.entries().stream()).toList();
    Optional<String> deploys =
        jobs.stream().flatMap(job -> deploys(source, job).stream()).findFirst();
    String name = source.path().substring(source.path().lastIndexOf('/') + 1);
    return new Workflow(
        "%s on %s; %s"
            .formatted(
                deploys.isPresent() ? source.path() : name,
                triggers(root.flatMap(r -> r.at("on"))),
                deploys.orElse(
                    "jobs "
                        + jobs.stream()
                            .limit(6)
                            .map(j -> j.key().text())
                            .collect(Collectors.joining(", ")))),
        deploys.isPresent());
  }

  private static String triggers(Optional<Node> on) {
    String said =
        on.stream()
            .flatMap(node ->
                node.entries().isEmpty()
                    ? node.itemsOrSelf().stream().flatMap(i -> i.scalarText().stream())
                    : node.entries().stream().map(Shipping::trigger))
            .collect(Collectors.joining(", "));
    return said.isEmpty() ? "nothing that can be read" : said;
  }

  private static String trigger(Node.Entry event) {
    String of =
        java.util.stream.Stream.of("branches", "tags", "types", "workflows")
            .flatMap(key -> event.value().at(key).stream())
            .flatMap(n -> n.itemsOrSelf().stream())
            .flatMap(n -> n.scalarText().stream())
            .limit(4)
            .collect(Collectors.joining(" "));
    return of.isEmpty() ? event.key().text() : "%s (%s)".formatted(event.key().text(), of);
  }

  /** The job and the first line in it that brings something out. */
  private static Optional<String> deploys(Source source, Node.Entry job) {
    int from = job.key().span().line();
    int to = source.line(Math.max(job.key().span().start(), job.value().span().end() - 1));
    Optional<String> named = Optional.empty();
    for (int line = from; line <= to; line++) {
      String text = source.lineText(line).replaceFirst("(^|\\s)#.*", "").strip();
      if (DEPLOYS.matcher(text).find()) {
        String said =
            "job %s delivers (line %d: %s)"
                .formatted(job.key().text(), line, Overview.shorter(text));
        // A command says more than the name of a job or a step.
        if (!text.matches("[\\w-]+:|(- )?(name|if|needs|group|environment):.*")) {
          return Optional.of(said);
        }
        named = named.or(() -> Optional.of(said));
      }
    }
    return named;
  }

  private void scripts(List<String> lines) {
    workspace.paths(p -> p.matches("(apps/[^/]+/)?package\\.json")).stream()
        .flatMap(p -> workspace.source(p).stream())
        .forEach(s ->
            JsonReader.read(s).root().flatMap(r -> r.at("scripts")).stream()
                .flatMap(n -> n.entries().stream())
                .filter(e -> SCRIPT_NAME.matcher(e.key().text()).matches())
                .limit(2)
                .forEach(e ->
                    lines.add(
                        "script %s (%s): %s"
                            .formatted(
                                e.key().text(),
                                e.key().span().place(),
                                Overview.shorter(e.value().scalarText().orElse(""))))));
    List<String> files =
        workspace.paths(p ->
            SCRIPT.matcher(p).matches()
                && p.matches(
                    "[^/]+|(.*/)?(bin|scripts?|docker|deploy|ops|ci|\\.github/scripts|tools)/.*")
                && !p.matches(".*\\.(md|ya?ml|json|lock)"));
    if (!files.isEmpty()) {
      lines.add(
          "scripts: "
              + String.join(", ", files.subList(0, Math.min(6, files.size())))
              + (files.size() > 6 ? ", and %d more".formatted(files.size() - 6) : ""));
    }
  }
}
