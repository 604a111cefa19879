package dev.deployarchitect.infrastructure;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Folders that may hold Terraform's providers, so that nothing is downloaded. */
public final class TerraformMirrors {
  private TerraformMirrors() {}

  /**
   * The one that {@code ARCHITECT_TERRAFORM_PLUGINS} names, then Terraform's implied local mirrors
   * (developer.hashicorp.com/terraform/cli/config/config-file, "Implied Local Mirror Directories").
   */
  public static List<Path> onThisMachine() {
    return Stream.of(
            System.getenv("ARCHITECT_TERRAFORM_PLUGINS"),
            System.getProperty("user.home") + "/.terraform.d/plugins",
            "/usr/local/share/terraform/plugins",
            "/usr/share/terraform/plugins")
        .filter(Objects::nonNull)
        .map(Path::of)
        .filter(Path::isAbsolute)
        .toList();
  }
}
