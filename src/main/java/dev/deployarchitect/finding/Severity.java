package dev.deployarchitect.finding;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How much a finding matters to production, worst first. */
public enum Severity {
  /** Data or access is lost, or the deployment cannot work. */
  CRITICAL,
  /** An outage, a leak or a failed release is likely. */
  HIGH,
  /** Slower, dearer or weaker than it should be. */
  MEDIUM,
  /** Worth doing when the file is touched. */
  LOW,
  /** A remark. */
  INFO;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Severity> of(String label) {
    return Stream.of(values()).filter(s -> s.label().equals(label)).findFirst();
  }

  /** Whether this is as bad as {@code threshold} or worse. */
  public boolean reaches(Severity threshold) {
    return compareTo(threshold) <= 0;
  }
}
