package dev.deployarchitect.infrastructure.cloudformation;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.infrastructure.review.Validity;
import dev.deployarchitect.syntax.node.Document;
import java.util.List;

/** Rules on what CloudFormation itself would refuse. */
final class TemplateRules {
  static final Rule<Document> SYNTAX =
      Rule.of(
          "infrastructure/cloudformation-syntax",
          Severity.HIGH,
          "E0000",
          (document, report) -> document.problems().forEach(p -> report.at(p.span(), p.message())));

  private TemplateRules() {}

  static List<Rule<CloudFormationTemplate>> all() {
    return List.of(
        Validity.UNRESOLVED_REFERENCE.rule(TemplateReferences::unresolved),
        Validity.UNKNOWN_RESOURCE_TYPE.rule(SpecificationCheck::unknownTypes),
        Validity.SCHEMA_MISMATCH.rule(SpecificationCheck::mismatches),
        Validity.REFERENCE_CYCLE.rule(TemplateReferences::cycles),
        Validity.UNUSED_DECLARATION.rule(TemplateReferences::unused));
  }
}
