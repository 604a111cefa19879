package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.infrastructure.terraform.TerraformReviewer;
import dev.deployarchitect.syntax.hcl.HclFormat;
import dev.deployarchitect.text.Source;
import java.util.List;

/** Terraform: format, references and rules by us, the format once more by terraform itself. */
public final class TerraformVerifier implements Verifier {
  public static final OutsideCheck FMT =
      new OutsideCheck(
          "terraform",
          List.of("version"),
          List.of("fmt", "-check", "FILE"),
          e -> e == 0,
          "the format of Terraform files");

  private final TerraformReviewer reviewer;
  private final OutsideTool tools;

  public TerraformVerifier(TerraformReviewer reviewer, OutsideTool tools) {
    this.reviewer = reviewer;
    this.tools = tools;
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.path().matches(".*\\.(tf|tfvars)");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    Evidence format =
        OwnCheck.run(
            "formatted",
            artifact,
            () ->
                HclFormat.format(artifact.content()).equals(artifact.content())
                    ? List.of()
                    : List.of("not as terraform fmt prints it"));
    if (artifact.path().endsWith(".tfvars")) {
      return List.of(format, FMT.run(artifact, tools));
    }
    return List.of(
        format,
        OwnCheck.run(
            "own Terraform rules, references resolved", artifact, () -> faults(artifact, together)),
        FMT.run(artifact, tools),
        new Evidence.NotRun(
            "terraform validate",
            "it needs the providers, which terraform init" + " downloads; run both in the folder"));
  }

  private List<String> faults(Artifact artifact, List<Artifact> together) {
    List<Source> sources =
        together.stream()
            .filter(a -> a.path().endsWith(".tf"))
            .map(a -> new Source(a.path(), a.content()))
            .toList();
    return reviewer.review(sources).stream()
        .filter(f -> f.span().path().equals(artifact.path()))
        .filter(f -> f.rule().severity().reaches(Severity.MEDIUM))
        .map(f -> "%s %s %s".formatted(f.span().place(), f.rule().id(), f.message()))
        .toList();
  }
}
