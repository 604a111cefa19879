package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.finding.Suppressions;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the reviewer found in one generated file, as evidence: what is invalid, and what is weak.
 */
record FindingEvidence(Artifact artifact, List<Finding> findings, Predicate<RuleInfo> validity) {

  /** Findings in the artifact alone, without those its own comments take away. */
  static FindingEvidence of(
      Artifact artifact, List<Finding> all, List<RuleInfo> rules, Predicate<RuleInfo> validity) {
    List<Finding> here = all.stream().filter(f -> f.span().path().equals(artifact.path())).toList();
    Source source = new Source(artifact.path(), artifact.content());
    return new FindingEvidence(artifact, Suppressions.apply(source, here, rules).kept(), validity);
  }

  /** What the tool itself would refuse. */
  Evidence valid(String label) {
    return OwnCheck.run(label, artifact, () -> said(f -> validity.test(f.rule())));
  }

  /** Our rules on what is valid, from medium severity on. */
  Evidence sound() {
    return OwnCheck.run(
        "own infrastructure rules",
        artifact,
        () -> said(f -> !validity.test(f.rule()) && f.rule().severity().reaches(Severity.MEDIUM)));
  }

  private List<String> said(Predicate<Finding> wanted) {
    return findings.stream()
        .filter(wanted)
        .map(f -> "%s %s %s".formatted(f.span().place(), f.rule().id(), f.message()))
        .toList();
  }
}
