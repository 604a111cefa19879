package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.infrastructure.cloudformation.CloudFormationReview;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import java.util.List;

/** CloudFormation: by our own checks, and by cfn-lint where it is installed. */
public final class CloudFormationVerifier implements Verifier {
  public static final OutsideCheck LINT = CloudFormationLint.CHECK;

  private final CloudFormationReview review;
  private final List<RuleInfo> rules;
  private final CloudFormationLint lint;

  public CloudFormationVerifier(InfrastructureReviewer reviewer, OutsideTool tools) {
    this.review = reviewer.cloudFormation();
    this.rules = reviewer.rules();
    this.lint = new CloudFormationLint(tools);
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return isTemplate(artifact) || artifact.path().endsWith(".parameters");
  }

  private static boolean isTemplate(Artifact artifact) {
    return CloudFormationReview.mayBe(artifact.path())
        && CloudFormationReview.isTemplate(source(artifact));
  }

  private static Source source(Artifact artifact) {
    return new Source(artifact.path(), artifact.content());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return verify(artifact, together, Surroundings.unknown());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together, Surroundings around) {
    Source source = source(artifact);
    List<Artifact> all = together.stream().filter(CloudFormationVerifier::isTemplate).toList();
    List<Source> templates = all.stream().map(CloudFormationVerifier::source).toList();
    if (!isTemplate(artifact) && templates.isEmpty()) {
      templates = around(artifact, around);
    }
    if (!isTemplate(artifact) && templates.isEmpty()) {
      return List.of(
          new Evidence.NotRun(
              "fits the templates' parameters",
              "no template lies next to it or above it, neither delivered nor in the workspace"));
    }
    List<Source> takers = templates;
    if (!isTemplate(artifact)) {
      return List.of(
          OwnCheck.run(
              "fits the templates' parameters",
              artifact,
              () -> places(review.values(source, takers))));
    }
    FindingEvidence found =
        FindingEvidence.of(
            artifact, review.review(templates), rules, CloudFormationReview::isValidity);
    return List.of(
        found.valid("resource types and references (" + review.specification() + ")"),
        OwnCheck.run(
            "imports of other stacks", artifact, () -> places(review.imports(source, takers))),
        found.sound(),
        lint.run(artifact, all));
  }

  private static List<Source> around(Artifact values, Surroundings around) {
    return around
        .with(
            List.of(),
            path ->
                CloudFormationReview.mayBe(path)
                    && values.path().startsWith(Paths.in(Paths.folder(path), "")))
        .stream()
        .filter(CloudFormationVerifier::isTemplate)
        .map(CloudFormationVerifier::source)
        .toList();
  }

  private static List<String> places(List<Problem> problems) {
    return problems.stream().map(p -> p.span().place() + " " + p.message()).toList();
  }
}
