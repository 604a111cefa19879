package dev.deployarchitect.finding;

import java.util.List;
import java.util.Optional;

/**
 * What a review found.
 *
 * @param findings worst first, suppressed ones left out
 * @param suppressed how many an inline comment, the project file or the baseline took away
 * @param coverage what was read, and what was not
 * @param remarks sentences that a person should read with the findings
 */
public record Report(
    List<Finding> findings, int suppressed, Coverage coverage, List<String> remarks) {

  public long count(Severity severity) {
    return findings.stream().filter(f -> f.rule().severity() == severity).count();
  }

  public Optional<Severity> worst() {
    return findings.stream().map(f -> f.rule().severity()).min(Severity::compareTo);
  }

  /** The same report with other findings. */
  public Report with(List<Finding> kept, int moreSuppressed) {
    return new Report(kept, suppressed + moreSuppressed, coverage, remarks);
  }

  /** The same report of what was seen otherwise. */
  public Report with(Coverage seen) {
    return new Report(findings, suppressed, seen, remarks);
  }
}
