package dev.deployarchitect.infrastructure.review;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.text.Problem;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The rules on what the tool itself would refuse or never use; each language checks them in its own
 * way. The aliases are those of tflint and of cfn-lint 1.51.
 */
public enum Validity {
  UNRESOLVED_REFERENCE(Severity.HIGH, "E1010 E1011 E1019 E1020 E3005 E8002"),
  UNKNOWN_RESOURCE_TYPE(Severity.HIGH, "E3006"),
  SCHEMA_MISMATCH(Severity.HIGH, "E3002 E3003 E3012 E3035 E3036"),
  REFERENCE_CYCLE(Severity.HIGH, "E3004"),
  UNUSED_DECLARATION(Severity.LOW, "terraform_unused_declarations W2001 W7001 W8001");

  private final Severity severity;
  private final String aliases;

  Validity(Severity severity, String aliases) {
    this.severity = severity;
    this.aliases = aliases;
  }

  /** The rule for one language, with the check that reports each problem at its place. */
  public <T> Rule<T> rule(BiConsumer<T, Consumer<Problem>> check) {
    return Rule.of(
        "infrastructure/" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        severity,
        aliases,
        (subject, report) -> check.accept(subject, p -> report.at(p.span(), p.message())));
  }
}
