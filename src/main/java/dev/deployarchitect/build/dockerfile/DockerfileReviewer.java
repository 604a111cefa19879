package dev.deployarchitect.build.dockerfile;

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

/** Finds faults in Dockerfiles. */
public final class DockerfileReviewer implements Reviewer {
  private static final String FOLDER = "tools/build/read_dockerfile";
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
    all.addAll(HygieneRules.all());
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
    return named && !name.endsWith(".dockerignore") && !name.matches(".*\\.(md|txt|j2|tpl|erb)");
  }

  @Override
  public List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile) {
    return paths.stream()
        .flatMap(path -> workspace.source(path).stream())
        .map(source -> new DockerfileSubject(DockerfileReader.read(source), workspace, profile))
        .flatMap(subject -> rules.check(subject).stream())
        .toList();
  }
}
