package dev.deployarchitect.draft;

import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All changes of a conversation, in order, and what they come to. Immutable: a change gives a new
 * draft. The same changes always give the same draft, also on another server.
 */
public final class Draft {
  public static final Draft EMPTY = new Draft(List.of(), Map.of());

  /**
   * A file as the draft has it.
   *
   * @param base what the repository held when the draft was last laid over it
   * @param after what the draft holds; empty where it is deleted
   * @param change the last that touched it
   */
  public record File(String path, Optional<String> base, Optional<String> after, Change change) {

    /** Whether the draft holds something else than the repository did. */
    boolean differs() {
      return !base.equals(after);
    }

    /** In a word, beside what the repository holds: added, changed or deleted. */
    public String kind() {
      return base.isEmpty() ? "added" : after.isEmpty() ? "deleted" : "changed";
    }
  }

  private final List<Change> changes;
  private final Map<String, File> files;

  private Draft(List<Change> changes, Map<String, File> files) {
    this.changes = changes;
    this.files = files;
  }

  /** The draft that these changes make. */
  public static Draft of(Collection<Change> changes) {
    Draft draft = EMPTY;
    for (Change change : changes) {
      draft = draft.with(change);
    }
    return draft;
  }

  public List<Change> changes() {
    return changes;
  }

  /** How many changes it has seen: two states of one draft have two versions. */
  public int version() {
    return changes.size();
  }

  /** The files that differ from what the repository held, by path. */
  public SequencedMap<String, File> files() {
    SequencedMap<String, File> differing = new TreeMap<>();
    files.values().stream().filter(File::differs).forEach(f -> differing.put(f.path(), f));
    return differing;
  }

  public Optional<File> file(String path) {
    return Optional.ofNullable(files.get(path)).filter(File::differs);
  }

  public boolean isEmpty() {
    return files().isEmpty();
  }

  /** The repository with this draft on it. */
  public Workspace over(Workspace original) {
    Map<String, Optional<String>> texts = new HashMap<>();
    files.values().stream().filter(File::differs).forEach(f -> texts.put(f.path(), f.after()));
    return texts.isEmpty() ? original : original.with(texts);
  }

  /** This draft and one more change. */
  public Draft with(Change change) {
    List<Change> all = new ArrayList<>(changes);
    all.add(change);
    Map<String, File> then = new HashMap<>(files);
    change
        .files()
        .forEach(f -> then.put(f.path(), new File(f.path(), f.base(), f.after(), change)));
    return new Draft(List.copyOf(all), Map.copyOf(then));
  }

  /**
   * The change that brings these texts; without files where nothing would be otherwise.
   *
   * @param original the repository without the draft
   * @param texts what each path is to hold; empty for a file to delete
   */
  public Change change(
      String tool, String why, Workspace original, Map<String, Optional<String>> texts) {
    List<FileChange> touched = new ArrayList<>();
    new TreeMap<>(texts)
        .forEach((path, after) -> {
          Optional<String> now = text(original, path);
          File known = files.get(path);
          Optional<String> base = known == null ? now : known.base();
          Optional<String> before = known == null ? now : known.after();
          if (!before.equals(after)) {
            touched.add(new FileChange(path, base, before, after));
          }
        });
    return new Change(changes.size() + 1, tool, why, List.copyOf(touched));
  }

  /** What these paths held in the repository: taking the draft's changes of them back. */
  public Map<String, Optional<String>> reverted(Collection<String> paths) {
    Map<String, Optional<String>> texts = new HashMap<>();
    paths.forEach(path -> file(path).ifPresent(f -> texts.put(path, f.base())));
    return texts;
  }

  /**
   * What the files of one change held before it.
   *
   * @throws EditException when a later change touched one of them
   */
  public Map<String, Optional<String>> reverted(int number) {
    if (number < 1 || number > changes.size()) {
      throw new EditException(
          changes.isEmpty()
              ? "The draft has no changes."
              : "There is no change %d; the draft has changes 1 to %d."
                  .formatted(number, changes.size()));
    }
    Change change = changes.get(number - 1);
    Map<String, Optional<String>> texts = new HashMap<>();
    TreeSet<Integer> later = new TreeSet<>();
    for (FileChange file : change.files()) {
      texts.put(file.path(), file.before());
      if (!files.get(file.path()).after().equals(file.after())) {
        later.add(files.get(file.path()).change().number());
      }
    }
    if (!later.isEmpty()) {
      throw new EditException(
          "Later changes touched the same files (%s); revert those first, or revert by path."
              .formatted(later));
    }
    return texts;
  }

  private static Optional<String> text(Workspace workspace, String path) {
    return workspace.source(path).map(source -> source.text());
  }
}
