package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.syntax.hcl.HclBody.Attribute;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import dev.deployarchitect.syntax.hcl.HclExpression;
import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.text.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Holds the inputs of module calls against the variables of the module, where it was read. */
final class ModuleCalls {
  private static final Set<String> ARGUMENTS =
      Set.of("source", "version", "count", "for_each", "providers", "depends_on");

  private ModuleCalls() {}

  /** The folder a call names. */
  static Optional<TerraformModule> target(TerraformModule module, Block call) {
    return call.body()
        .attribute("source")
        .map(Attribute::value)
        .flatMap(HclExpression::literal)
        .flatMap(module::called);
  }

  static void check(TerraformModule module, Consumer<Problem> report) {
    module
        .blocks("module")
        .forEach(call -> target(module, call).ifPresent(called -> check(call, called, report)));
  }

  private static void check(Block call, TerraformModule called, Consumer<Problem> report) {
    Map<String, Block> variables = new LinkedHashMap<>();
    called.blocks("variable").forEach(v -> variables.put(v.label(0), v));
    for (Attribute input : call.body().attributes()) {
      String name = input.name();
      if (ARGUMENTS.contains(name)) {
        continue;
      }
      if (variables.containsKey(name)) {
        ValueCheck.check(input.value(), TypeExpression.of(variables.get(name)), name, report);
      } else {
        report.accept(
            new Problem(
                input.nameSpan(),
                "module '%s' has no variable '%s'%s"
                    .formatted(
                        call.label(0),
                        name,
                        Nearest.to(name, variables.keySet())
                            .map("; did you mean '%s'?"::formatted)
                            .orElse(""))));
      }
    }
    String missing =
        variables.values().stream()
            .filter(v -> v.body().attribute("default").isEmpty())
            .map(v -> v.label(0))
            .filter(name -> call.body().attribute(name).isEmpty())
            .map(name -> "'" + name + "'")
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      report.accept(new Problem(call.head(), "the call gives no value to the required " + missing));
    }
  }
}
