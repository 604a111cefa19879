package dev.deployarchitect.infrastructure;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.infrastructure.cloudformation.CloudFormationReview;
import dev.deployarchitect.infrastructure.pulumi.PulumiReview;
import dev.deployarchitect.infrastructure.resource.ResourceNames;
import dev.deployarchitect.infrastructure.resource.Stack;
import dev.deployarchitect.infrastructure.review.ResourceRules;
import dev.deployarchitect.infrastructure.schema.ProviderSchemas;
import dev.deployarchitect.infrastructure.terraform.TerraformReview;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds faults in Terraform, CloudFormation and Pulumi, by the same rules where they are alike. */
public final class InfrastructureReviewer implements Reviewer {
  private static final String FOLDER = "tools/infrastructure/review_infrastructure/rules";

  /** A state is never opened: its path is enough, and it holds secrets. */
  private static final RuleSet<String> STATE =
      new RuleSet<>(
          FOLDER,
          List.of(
              Rule.of(
                  "infrastructure/state-in-repository",
                  Severity.CRITICAL,
                  "",
                  (path, report) ->
                      report.at(
                          new Source(path, "").whole(),
                          "a state holds every value of the resources in clear text, passwords"
                              + " too; it was not opened"))));

  private final RuleSet<Stack> shared = new RuleSet<>(FOLDER, ResourceRules.all());
  private final TerraformReview terraform;
  private final CloudFormationReview cloudFormation;
  private final PulumiReview pulumi;

  public InfrastructureReviewer(Content content) {
    ResourceNames names = new ResourceNames(content);
    ProviderSchemas schemas = new ProviderSchemas(content);
    this.terraform = new TerraformReview(FOLDER, shared, schemas);
    this.cloudFormation = new CloudFormationReview(FOLDER, shared, names, schemas);
    this.pulumi = new PulumiReview(shared, names);
  }

  @Override
  public String subject() {
    return "infrastructure files";
  }

  @Override
  public List<RuleInfo> rules() {
    return Stream.of(terraform.rules(), cloudFormation.rules(), shared.infos(), STATE.infos())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  @Override
  public boolean reads(String path) {
    return isTerraform(path)
        || isState(path)
        || PulumiReview.reads(path)
        || CloudFormationReview.reads(path);
  }

  /** Templates have any name; their types give them away. */
  @Override
  public boolean reads(String path, Workspace workspace) {
    return CloudFormationReview.mayBe(path)
        ? workspace.source(path).filter(CloudFormationReview::isTemplate).isPresent()
        : reads(path);
  }

  private static boolean isTerraform(String path) {
    return path.endsWith(".tf");
  }

  private static boolean isState(String path) {
    return path.matches(".*\\.tfstate(\\.backup)?");
  }

  @Override
  public List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile) {
    List<Finding> findings = new ArrayList<>();
    Set<String> modules = paths.stream().filter(p -> isTerraform(p)).collect(Collectors.toSet());
    if (!modules.isEmpty()) {
      findings.addAll(terraform.review(sources(workspace), modules));
    }
    for (String path : paths) {
      if (isState(path)) {
        findings.addAll(STATE.check(path));
      } else if (PulumiReview.reads(path) || PulumiReview.isScript(path)) {
        findings.addAll(pulumi.review(path, workspace));
      }
    }
    findings.addAll(
        cloudFormation.review(
            paths.stream()
                .filter(CloudFormationReview::mayBe)
                .flatMap(p -> workspace.source(p).stream())
                .toList()));
    return List.copyOf(findings);
  }

  private static List<Source> sources(Workspace workspace) {
    return workspace.paths(InfrastructureReviewer::isTerraform).stream()
        .flatMap(p -> workspace.source(p).stream())
        .toList();
  }

  @Override
  public Optional<String> remark(List<Finding> findings, Workspace workspace) {
    return terraform.unchecked(sources(workspace), path -> true);
  }

  /** The part that reads Terraform, for its verifier. */
  TerraformReview terraform() {
    return terraform;
  }

  /** The part that reads Pulumi, for its verifier. */
  PulumiReview pulumi() {
    return pulumi;
  }

  /** The part that reads CloudFormation, for its verifier. */
  CloudFormationReview cloudFormation() {
    return cloudFormation;
  }

  /** The findings in Terraform files that are read together. */
  public List<Finding> review(List<Source> sources) {
    return terraform.review(
        sources, sources.stream().map(Source::path).collect(Collectors.toSet()));
  }
}
