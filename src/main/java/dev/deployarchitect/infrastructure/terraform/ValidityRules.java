package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.text.Problem;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Rules on what terraform itself would refuse: syntax, references, schemas, calls. */
final class ValidityRules {
  private ValidityRules() {}

  static List<Rule<TerraformModule>> all() {
    return List.of(
        rule("terraform-syntax", Severity.HIGH, "", ValidityRules::syntax),
        rule("unresolved-reference", Severity.HIGH, "", References::unresolved),
        rule("unknown-resource-type", Severity.HIGH, "", SchemaCheck::unknownTypes),
        rule("schema-mismatch", Severity.HIGH, "", SchemaCheck::mismatches),
        rule("module-input", Severity.HIGH, "", ModuleCalls::check),
        rule("reference-cycle", Severity.HIGH, "", Declarations::cycles),
        rule("deprecated-argument", Severity.LOW, "", SchemaCheck::deprecated),
        rule(
            "unused-declaration",
            Severity.LOW,
            "terraform_unused_declarations",
            Declarations::unused));
  }

  private static Rule<TerraformModule> rule(
      String name,
      Severity severity,
      String aliases,
      BiConsumer<TerraformModule, Consumer<Problem>> check) {
    return Rule.of(
        "infrastructure/" + name,
        severity,
        aliases,
        (module, report) -> check.accept(module, p -> report.at(p.span(), p.message())));
  }

  private static void syntax(TerraformModule module, Consumer<Problem> report) {
    module.files().forEach(f -> f.problems().forEach(report));
  }
}
