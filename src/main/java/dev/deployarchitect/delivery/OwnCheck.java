package dev.deployarchitect.delivery;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Evidence from a check of ours: the faults it names, or none. */
public final class OwnCheck {
  /** The version of our own checks is that of the program. */
  public static final String VERSION = "deployment-architect 0.1.0";

  private OwnCheck() {}

  public static Evidence run(String label, Artifact artifact, Supplier<List<String>> faults) {
    long start = System.nanoTime();
    List<String> found = faults.get();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return found.isEmpty()
        ? new Evidence.Passed(label, VERSION, artifact.sha256(), took, "")
        : new Evidence.Failed(label, VERSION, artifact.sha256(), took, String.join("\n", found));
  }
}
