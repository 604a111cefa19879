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
import dev.deployarchitect.text.Source;
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

  /** Instructions and characters up to which all rules run: dozens of times what people write. */
  private static final int MOST_INSTRUCTIONS = 4_000;

  private static final int MOST_CHARACTERS = 400_000;

  private final RuleSet<DockerfileSubject> rules;

  /** What is asked of a file that is too large for the rest. */
  private final RuleSet<DockerfileSubject> syntax;

  public DockerfileReviewer(Content content) {
    DatedTable endOfLife = DatedTable.read(content.text(FOLDER + "/end-of-life.tsv"));
    List<Rule<DockerfileSubject>> all = new ArrayList<>();
    all.add(
        Rule.of("build/dockerfile-syntax", Severity.HIGH, "DL3061", DockerfileReviewer::syntax));
    syntax = new RuleSet<>(FOLDER + "/rules", List.copyOf(all));
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

  private static void syntax(DockerfileSubject subject, Rule.Reporter report) {
    subject.file().problems().forEach(p -> report.at(p.span(), p.message()));
    if (oversized(subject)) {
      Source source = subject.file().source();
      report.at(
          source.span(0, 0),
          "%,d instructions in %,d characters: beyond %,d and %,d the syntax alone is checked"
              .formatted(
                  subject.file().instructions().count(),
                  source.text().length(),
                  MOST_INSTRUCTIONS,
                  MOST_CHARACTERS));
    }
  }

  private static boolean oversized(DockerfileSubject subject) {
    return subject.file().source().text().length() > MOST_CHARACTERS
        || subject.file().instructions().count() > MOST_INSTRUCTIONS;
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
        .flatMap(subject -> (oversized(subject) ? syntax : rules).check(subject).stream())
        .filter(f -> settings.ignored().stream().noneMatch(f.rule()::answersTo))
        .toList();
  }
}
