package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.infrastructure.review.Validity;
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
        Validity.UNRESOLVED_REFERENCE.rule(References::unresolved),
        Validity.UNKNOWN_RESOURCE_TYPE.rule(SchemaCheck::unknownTypes),
        Validity.SCHEMA_MISMATCH.rule(SchemaCheck::mismatches),
        rule("module-input", Severity.HIGH, "", ModuleCalls::check),
        Validity.REFERENCE_CYCLE.rule(Declarations::cycles),
        rule("deprecated-argument", Severity.LOW, "", SchemaCheck::deprecated),
        Validity.UNUSED_DECLARATION.rule(Declarations::unused));
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
