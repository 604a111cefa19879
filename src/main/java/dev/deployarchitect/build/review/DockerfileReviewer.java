package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.DockerfileReader;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds faults in Dockerfiles. */
public final class DockerfileReviewer implements Reviewer {
  private static final String FOLDER = "tools/build/read_dockerfile";

  /**
   * {@code Dockerfile.java} is Java, {@code Dockerfile.md} prose, {@code Dockerfile.j2} a template.
   */
  private static final Pattern NO_DOCKERFILE =
      Pattern.compile(
          ".*\\.(dockerignore|md|txt|j2|jinja2?|tpl|tmpl|erb|ejs|hbs|java|kt|go|py|rb|rs|ts|tsx|js|mjs|cs|"
              + "php|swift|scala|vim|json|ya?ml|toml|html|snap|lock|orig|bak|sha256)");

  private final RuleSet<DockerfileSubject> rules;

  public DockerfileReviewer(Content content) {
    DatedTable endOfLife = DatedTable.read(content.text(FOLDER + "/end-of-life.tsv"));
    List<Rule<DockerfileSubject>> all = new ArrayList<>();
    all.add(
        Rule.of(
            "build/dockerfile-syntax",
            Severity.HIGH,
            "DL3061",
            (subject, report) ->
                subject.file().problems().forEach(p -> report.at(p.span(), p.message()))));
    all.addAll(CacheRules.all());
    all.addAll(RuntimeRules.all());
    all.addAll(SecretRules.all());
    all.addAll(BaseImageRules.all(endOfLife));
    all.addAll(NodeRules.all());
    all.addAll(StageRules.all());
    all.addAll(VariableRules.all());
    all.addAll(CopyRules.all());
    all.addAll(CommandRules.all());
    all.addAll(PackageRules.all());
    all.addAll(PinRules.all());
    all.addAll(UserRules.all());
    all.addAll(LabelRules.all());
    all.addAll(ExposeRules.all());
    rules = new RuleSet<>(FOLDER + "/rules", List.copyOf(all));
  }

  @Override
  public String subject() {
    return "Dockerfiles";
  }

  @Override
  public List<RuleInfo> rules() {
    return rules.infos();
  }

  @Override
  public boolean reads(String path) {
    String name = Paths.name(path);
    boolean named = name.matches("(?i)(Dockerfile|Containerfile)([._-].+)?|.+\\.dockerfile");
    return named && !NO_DOCKERFILE.matcher(name).matches();
  }

  @Override
  public List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile) {
    DockerfileSettings settings = DockerfileSettings.of(workspace);
    return paths.stream()
        .flatMap(path -> workspace.source(path).stream())
        .map(source ->
            new DockerfileSubject(DockerfileReader.read(source), workspace, profile, settings))
        .flatMap(subject -> rules.check(subject).stream())
        .filter(f -> settings.ignored().stream().noneMatch(f.rule()::answersTo))
        .toList();
  }
}
