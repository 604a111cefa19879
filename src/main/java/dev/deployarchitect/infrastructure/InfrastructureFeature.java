package dev.deployarchitect.infrastructure;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.infrastructure.terraform.TerraformReviewer;
import dev.deployarchitect.tool.Feature;
import java.util.List;

/** What this room brings. */
public final class InfrastructureFeature {
  private InfrastructureFeature() {}

  public static Feature feature(Content content) {
    return new Feature("infrastructure", List.of(), List.of(new TerraformReviewer()));
  }
}
