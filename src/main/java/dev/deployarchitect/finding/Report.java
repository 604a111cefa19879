package dev.deployarchitect.finding;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a review found.
 *
 * @param findings worst first, suppressed ones left out
 * @param suppressed how many an inline comment, the project file or the baseline took away
 * @param read how many files of which subject were read, in the order of the readers
 * @param remarks sentences on what was not read or could not be used
 */
public record Report(
    List<Finding> findings, int suppressed, Map<String, Integer> read, List<String> remarks) {

  public long count(Severity severity) {
    return findings.stream().filter(f -> f.rule().severity() == severity).count();
  }

  public Optional<Severity> worst() {
    return findings.stream().map(f -> f.rule().severity()).min(Severity::compareTo);
  }

  /** The same report with other findings. */
  public Report with(List<Finding> kept, int moreSuppressed) {
    return new Report(kept, suppressed + moreSuppressed, read, remarks);
  }
}
