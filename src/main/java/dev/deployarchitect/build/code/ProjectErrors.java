package dev.deployarchitect.build.code;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a compiler said of a project with its delivered files, and of the project as it was. What it
 * said before is not held against a file.
 *
 * @param version of the compiler
 * @param before of the unchanged project; empty where no file differs from it
 */
record ProjectErrors(
    String version, Optional<List<Diagnostic>> before, List<Diagnostic> after, Duration took) {
  private static final int MOST = 10;

  /**
   * The verdict on one file.
   *
   * @param first whether it also answers for errors that appear in files that were not delivered
   * @param delivered the paths of all
   */
  Evidence on(Artifact artifact, String check, boolean first, List<String> delivered) {
    List<Diagnostic> fresh = before.map(b -> Diagnostic.added(b, after)).orElse(after);
    List<Diagnostic> own = fresh.stream().filter(d -> d.path().equals(artifact.path())).toList();
    List<Diagnostic> elsewhere =
        before.isEmpty() || !first
            ? List.of()
            : fresh.stream().filter(d -> !delivered.contains(d.path())).toList();
    List<String> said = new ArrayList<>();
    own.stream().limit(MOST).map(Diagnostic::said).forEach(said::add);
    elsewhere.stream()
        .limit(MOST - said.size())
        .map(d -> d.said() + " (in a file that was not delivered, and not before)")
        .forEach(said::add);
    long old = after.stream().filter(d -> d.path().equals(artifact.path())).count() - own.size();
    return own.isEmpty() && elsewhere.isEmpty()
        ? new Evidence.Passed(check, version, artifact.sha256(), took, passed(old))
        : new Evidence.Failed(check, version, artifact.sha256(), took, String.join("\n", said));
  }

  private String passed(long old) {
    String own =
        old == 0
            ? "no error in this file"
            : "%d errors in this file, all there before".formatted(old);
    return "%s; %d in the whole project%s"
        .formatted(
            own,
            after.size(),
            before.map(b -> ", %d before the change".formatted(b.size())).orElse(""));
  }
}
