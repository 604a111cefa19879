package dev.deployarchitect.tool;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.draft.Change;
import dev.deployarchitect.draft.Draft;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What checks said of files of the draft. It belongs to a version: a file that changes loses it,
 * and so does one beside which another file of its folder changes. Thread-safe.
 */
public final class CheckedFiles {
  private record Checked(String text, int version, List<Evidence> evidence, boolean whole) {}

  private final Map<String, Checked> known = new ConcurrentHashMap<>();

  /**
   * What checks said of files as the draft had them at a version.
   *
   * @param whole whether all checks of a file ran
   */
  public void add(List<Delivered> files, int version, Predicate<Artifact> whole) {
    files.forEach(f ->
        known.put(
            f.artifact().path(),
            new Checked(f.artifact().content(), version, f.evidence(), whole.test(f.artifact()))));
  }

  /** What is known of the file as it is now; empty when it has not been checked since. */
  public Optional<List<Evidence>> of(Draft.File file, Draft draft) {
    return checked(file, draft).map(Checked::evidence);
  }

  /** Whether all checks have run of the file as it is now. */
  public boolean isWhole(Draft.File file, Draft draft) {
    return checked(file, draft).map(Checked::whole).orElse(false);
  }

  private Optional<Checked> checked(Draft.File file, Draft draft) {
    return Optional.ofNullable(known.get(file.path()))
        .filter(c -> Optional.of(c.text()).equals(file.after()))
        .filter(c ->
            draft.changes().stream()
                .skip(c.version())
                .noneMatch(change -> isBeside(file.path(), change)));
  }

  private static boolean isBeside(String path, Change change) {
    return change.files().stream().anyMatch(f -> folder(f.path()).equals(folder(path)));
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
