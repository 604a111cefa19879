package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.infrastructure.schema.ProviderSchemas;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.syntax.hcl.HclBody;
import dev.deployarchitect.syntax.hcl.HclBody.Attribute;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import dev.deployarchitect.syntax.hcl.HclReader;
import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds a file of values against the variables of the module above it. */
final class Tfvars {
  private Tfvars() {}

  /** Problems in {@code values}; none where no module stands in its folder or above. */
  static List<Problem> check(Source values, List<Source> sources, ProviderSchemas.Opened schemas) {
    Optional<TerraformModule> module = module(values, sources, schemas);
    HclBody.File file = HclReader.read(values);
    List<Problem> problems = new ArrayList<>(file.problems());
    if (module.isEmpty()) {
      return problems;
    }
    Map<String, Block> variables = new LinkedHashMap<>();
    module.get().blocks("variable").forEach(v -> variables.put(v.label(0), v));
    for (Attribute value : file.body().attributes()) {
      Block variable = variables.get(value.name());
      if (variable == null) {
        problems.add(
            new Problem(
                value.nameSpan(),
                "no variable is called '%s'%s"
                    .formatted(
                        value.name(),
                        Nearest.to(value.name(), variables.keySet())
                            .map("; did you mean '%s'?"::formatted)
                            .orElse(""))));
      } else {
        ValueCheck.check(value.value(), TypeExpression.of(variable), value.name(), problems::add);
      }
    }
    return problems;
  }

  /** The module that takes the values: in their folder or the nearest above. */
  static Optional<TerraformModule> module(
      Source values, List<Source> sources, ProviderSchemas.Opened schemas) {
    return above(values, TerraformModule.read(sources, schemas));
  }

  private static Optional<TerraformModule> above(Source values, List<TerraformModule> modules) {
    String folder = Paths.folder(values.path());
    while (true) {
      String wanted = folder;
      Optional<TerraformModule> found =
          modules.stream().filter(m -> m.folder().equals(wanted)).findFirst();
      if (found.isPresent() || folder.isEmpty()) {
        return found;
      }
      folder = Paths.folder(folder);
    }
  }
}
