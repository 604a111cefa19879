package dev.deployarchitect.delivery;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Evidence from a check of ours: the faults it names, or none. */
public final class OwnCheck {
  /** The version of our own checks is that of the program. */
  public static final String VERSION = "deployment-architect 0.1.0";

  private OwnCheck() {}

  /**
   * What a check found.
   *
   * @param faults a line each
   * @param said beside that; empty for nothing
   */
  public record Outcome(List<String> faults, String said) {}

  public static Evidence run(String label, Artifact artifact, Supplier<List<String>> faults) {
    return check(label, artifact, () -> new Outcome(faults.get(), ""));
  }

  /** The same for a check that has more to say. */
  public static Evidence check(String label, Artifact artifact, Supplier<Outcome> check) {
    long start = System.nanoTime();
    Outcome found = check.get();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return found.faults().isEmpty()
        ? new Evidence.Passed(label, VERSION, artifact.sha256(), took, found.said())
        : new Evidence.Failed(
            label, VERSION, artifact.sha256(), took, String.join("\n", found.faults()));
  }
}
