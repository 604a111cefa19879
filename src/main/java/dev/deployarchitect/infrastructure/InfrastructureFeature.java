package dev.deployarchitect.infrastructure;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.infrastructure.generate.GenerateTerraform;
import dev.deployarchitect.infrastructure.terraform.TerraformReviewer;
import dev.deployarchitect.tool.Feature;
import java.util.List;

/** What this room brings. */
public final class InfrastructureFeature {
  private InfrastructureFeature() {}

  public static Feature feature(
      Content content, TerraformReviewer terraform, Verification verification) {
    return new Feature(
        "infrastructure",
        List.of(new GenerateTerraform(content, verification).tool()),
        List.of(terraform));
  }
}
