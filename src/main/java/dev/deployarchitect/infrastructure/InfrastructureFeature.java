package dev.deployarchitect.infrastructure;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.infrastructure.generate.GenerateCloudFormation;
import dev.deployarchitect.infrastructure.generate.GeneratePulumi;
import dev.deployarchitect.infrastructure.generate.GenerateTerraform;
import dev.deployarchitect.infrastructure.secret.PrivateKeyReviewer;
import dev.deployarchitect.tool.Feature;
import java.util.List;

/** What this room brings. */
public final class InfrastructureFeature {
  private InfrastructureFeature() {}

  public static Feature feature(
      Content content, InfrastructureReviewer reviewer, Verification verification) {
    return new Feature(
        "infrastructure",
        List.of(
            ReviewInfrastructure.tool(reviewer, content),
            new GenerateTerraform(content, verification).tool(),
            new GenerateCloudFormation(content, verification).tool(),
            new GeneratePulumi(content, verification).tool()),
        List.of(reviewer, new PrivateKeyReviewer()));
  }
}
