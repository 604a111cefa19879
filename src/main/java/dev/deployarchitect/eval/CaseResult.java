package dev.deployarchitect.eval;

import java.time.Duration;
import java.util.List;

/** How a case ended; {@code reasons} are sentences. */
record CaseResult(
    String name, boolean mustPass, Status status, List<String> reasons, Duration took) {

  enum Status {
    PASS,
    /** An expectation was not met. */
    FAIL,
    /** The recording could not answer, or the run broke. */
    ERROR,
    /** Passed, on replies that were given to another text. */
    STALE
  }
}
