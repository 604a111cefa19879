package dev.deployarchitect.tool;

import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.draft.Change;
import dev.deployarchitect.draft.Draft;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What checks said of files of the draft. It belongs to a version: a file that changes loses it,
 * and so does one beside which another file of its folder changes. Thread-safe.
 */
public final class CheckedFiles {
  private record Checked(String text, int version, List<Evidence> evidence) {}

  private final Map<String, Checked> known = new ConcurrentHashMap<>();

  /** What checks said of files as the draft had them at a version. */
  public void add(List<Delivered> files, int version) {
    files.forEach(f ->
        known.put(f.artifact().path(), new Checked(f.artifact().content(), version, f.evidence())));
  }

  /** What is known of the file as it is now; empty when it has not been checked since. */
  public Optional<List<Evidence>> of(Draft.File file, Draft draft) {
    return Optional.ofNullable(known.get(file.path()))
        .filter(c -> Optional.of(c.text()).equals(file.after()))
        .filter(c ->
            draft.changes().stream()
                .skip(c.version())
                .noneMatch(change -> isBeside(file.path(), change)))
        .map(Checked::evidence);
  }

  private static boolean isBeside(String path, Change change) {
    return change.files().stream().anyMatch(f -> folder(f.path()).equals(folder(path)));
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
