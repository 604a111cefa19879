package dev.deployarchitect.delivery;

import java.time.Duration;

/** What is known about a file from a check that ran on its bytes, or why the check did not run. */
public sealed interface Evidence {

  /** Which check, such as {@code bash -n} or {@code own rules: Dockerfile}. */
  String check();

  /**
   * The check ran and found nothing.
   *
   * @param version of the program that checked
   * @param sha256 of the bytes it saw
   */
  record Passed(String check, String version, String sha256, Duration took, String said)
      implements Evidence {}

  /** The check ran and found a fault; {@code said} is its words. */
  record Failed(String check, String version, String sha256, Duration took, String said)
      implements Evidence {}

  /** The check did not run; {@code why} is one sentence, with what would make it run. */
  record NotRun(String check, String why) implements Evidence {}
}
