package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.infrastructure.cloudformation.CloudFormationReview;
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
    Source source = source(artifact);
    List<Artifact> all = together.stream().filter(CloudFormationVerifier::isTemplate).toList();
    List<Source> templates = all.stream().map(CloudFormationVerifier::source).toList();
    if (!isTemplate(artifact)) {
      return List.of(
          OwnCheck.run(
              "fits the templates' parameters",
              artifact,
              () -> places(review.values(source, templates))));
    }
    FindingEvidence found =
        FindingEvidence.of(
            artifact, review.review(templates), rules, CloudFormationReview::isValidity);
    return List.of(
        found.valid("resource types and references (" + review.specification() + ")"),
        OwnCheck.run(
            "imports of other stacks", artifact, () -> places(review.imports(source, templates))),
        found.sound(),
        lint.run(artifact, all));
  }

  private static List<String> places(List<Problem> problems) {
    return problems.stream().map(p -> p.span().place() + " " + p.message()).toList();
  }
}
