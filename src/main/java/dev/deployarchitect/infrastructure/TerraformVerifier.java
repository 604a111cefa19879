package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.infrastructure.terraform.TerraformReview;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.syntax.hcl.HclFormat;
import dev.deployarchitect.syntax.hcl.HclReader;
import dev.deployarchitect.text.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Terraform: by our own checks, and by terraform itself where it is installed. */
public final class TerraformVerifier implements Verifier {
  public static final OutsideCheck FMT =
      new OutsideCheck(
          "terraform",
          List.of("version"),
          List.of("fmt", "-check", "FILE"),
          e -> e == 0,
          "the format of Terraform files");

  private final InfrastructureReviewer reviewer;
  private final OutsideTool tools;
  private final TerraformValidate validate;
  private final TerraformTest test;

  /**
   * A verifier.
   *
   * @param mirrors folders that may hold Terraform's providers
   */
  public TerraformVerifier(InfrastructureReviewer reviewer, OutsideTool tools, List<Path> mirrors) {
    this.reviewer = reviewer;
    this.tools = tools;
    TerraformRun terraform = new TerraformRun(tools, mirrors);
    this.validate = new TerraformValidate(terraform);
    this.test = new TerraformTest(terraform);
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.path().matches(".*\\.(tf|tfvars|backend|tftest\\.hcl|agent\\.hcl)");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return verify(artifact, together, Surroundings.unknown());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together, Surroundings around) {
    List<Artifact> modules = ModuleFiles.of(artifact, together, around);
    List<Source> sources = modules.stream().map(a -> new Source(a.path(), a.content())).toList();
    Evidence format =
        OwnCheck.run(
            "formatted",
            artifact,
            () ->
                HclFormat.format(artifact.content()).equals(artifact.content())
                    ? List.of()
                    : List.of("not as terraform fmt prints it"));
    if (artifact.path().endsWith(".tftest.hcl")) {
      return List.of(format, test.run(artifact, together));
    }
    if (artifact.path().matches(".*\\.(backend|agent\\.hcl)")) {
      return List.of(format, OwnCheck.run("reads as HCL", artifact, () -> syntax(artifact)));
    }
    if (artifact.path().endsWith(".tfvars")) {
      return List.of(format, values(artifact, sources), FMT.run(artifact, tools));
    }
    FindingEvidence found =
        FindingEvidence.of(
            artifact, reviewer.review(sources), reviewer.rules(), TerraformReview::isValidity);
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(format);
    evidence.add(found.valid("references, calls and " + schemas(sources, artifact.path())));
    evidence.add(found.sound());
    reviewer
        .terraform()
        .unchecked(sources, artifact.path()::equals)
        .ifPresent(why -> evidence.add(new Evidence.NotRun("provider schema", why)));
    evidence.add(FMT.run(artifact, tools));
    evidence.add(validated(artifact, together, modules, sources));
    return List.copyOf(evidence);
  }

  private Evidence values(Artifact artifact, List<Source> sources) {
    String check = "variables declared, values of their types";
    Source values = new Source(artifact.path(), artifact.content());
    if (!reviewer.terraform().hasModule(values, sources)) {
      return new Evidence.NotRun(
          check,
          "no .tf file lies in '%s' or above it, neither delivered nor in the workspace; verify it with the module it is for"
              .formatted(Paths.in(Paths.folder(artifact.path()), "")));
    }
    return OwnCheck.run(
        check,
        artifact,
        () ->
            reviewer.terraform().values(values, sources).stream()
                .map(p -> "%s %s".formatted(p.span().place(), p.message()))
                .toList());
  }

  private static List<String> syntax(Artifact artifact) {
    return HclReader.read(new Source(artifact.path(), artifact.content())).problems().stream()
        .map(p -> "%s %s".formatted(p.span().place(), p.message()))
        .toList();
  }

  private String schemas(List<Source> sources, String path) {
    List<String> used = reviewer.terraform().schemas(sources, path);
    return used.isEmpty() ? "declarations" : "provider schemas (" + String.join(", ", used) + ")";
  }

  /** Once for each root folder with the modules it calls: it is slow, and says all at once. */
  private Evidence validated(
      Artifact artifact, List<Artifact> together, List<Artifact> modules, List<Source> sources) {
    String folder = Paths.folder(artifact.path());
    if (reviewer.terraform().isCalled(folder, sources)) {
      return new Evidence.NotRun(
          TerraformValidate.CHECK.label(), "it is validated with the folder that calls it");
    }
    Artifact first =
        together.stream()
            .filter(a -> a.path().endsWith(".tf") && Paths.folder(a.path()).equals(folder))
            .min(Comparator.comparing(Artifact::path))
            .orElse(artifact);
    return first.path().equals(artifact.path())
        ? validate.run(first, folder, modules)
        : new Evidence.NotRun(
            TerraformValidate.CHECK.label(), "it reads the whole folder: see " + first.path());
  }
}
