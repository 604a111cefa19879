package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.infrastructure.schema.VersionConstraint;
import dev.deployarchitect.syntax.hcl.HclExpression;
import dev.deployarchitect.syntax.hcl.HclExpression.Mapping;
import java.util.Optional;

/**
 * A provider as a module asks for it.
 *
 * @param source {@code namespace/type}, a host of the public registry left out
 */
record RequiredProvider(String name, String source, Optional<String> version) {

  static RequiredProvider of(String name, HclExpression value) {
    if (!(value instanceof Mapping mapping)) {
      // Terraform 0.12 wrote the version alone.
      return new RequiredProvider(name, "hashicorp/" + name, value.literal());
    }
    String source =
        mapping.get("source").flatMap(HclExpression::literal).orElse("hashicorp/" + name);
    return new RequiredProvider(
        name,
        source.replaceFirst("^registry\\.(terraform\\.io|opentofu\\.org)/", ""),
        mapping.get("version").flatMap(HclExpression::literal));
  }

  static RequiredProvider assumed(String name) {
    return new RequiredProvider(name, "hashicorp/" + name, Optional.empty());
  }

  boolean allows(String known) {
    return version.map(v -> new VersionConstraint(v).allows(known)).orElse(true);
  }
}
