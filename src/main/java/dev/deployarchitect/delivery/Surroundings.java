package dev.deployarchitect.delivery;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The repository around delivered files, for checks that depend on files which stay as they are.
 */
public final class Surroundings {
  private static final Surroundings UNKNOWN = new Surroundings(List.of());

  private final List<Workspace> workspace;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Optional<ProjectProfile> profile = Optional.empty();

  private Surroundings(List<Workspace> workspace) {
    this.workspace = workspace;
  }

  /** No repository is known: checks that need one are not run. */
  public static Surroundings unknown() {
    return UNKNOWN;
  }

  public static Surroundings of(Workspace workspace) {
    return new Surroundings(List.of(workspace));
  }

  public boolean known() {
    return !workspace.isEmpty();
  }

  /** The repository without the delivered files. */
  public Optional<Workspace> workspace() {
    return workspace.stream().findFirst();
  }

  /** The repository's facts, read once. */
  public Optional<ProjectProfile> profile() {
    reading.lock();
    try {
      if (profile.isEmpty()) {
        profile = workspace().map(ProjectProfile::of);
      }
      return profile;
    } finally {
      reading.unlock();
    }
  }

  /** Whether the repository has a file of this path, readable or not. */
  public boolean has(String path) {
    return !paths(path::equals).isEmpty();
  }

  public Optional<Source> source(String path) {
    return workspace.stream().flatMap(w -> w.source(path).stream()).findFirst();
  }

  private List<String> paths(Predicate<String> wanted) {
    return workspace.stream().flatMap(w -> w.paths(wanted).stream()).toList();
  }

  /**
   * The delivered files and those of the repository, as they lie together once all are in place.
   *
   * @param wanted chooses both by their path
   */
  public List<Artifact> with(List<Artifact> delivered, Predicate<String> wanted) {
    List<Artifact> all =
        new ArrayList<>(delivered.stream().filter(a -> wanted.test(a.path())).toList());
    Set<String> replaced = delivered.stream().map(Artifact::path).collect(Collectors.toSet());
    paths(p -> wanted.test(p) && !replaced.contains(p)).stream()
        .flatMap(p -> source(p).stream())
        .map(s -> new Artifact(s.path(), s.text(), "a file of the workspace"))
        .forEach(all::add);
    return List.copyOf(all);
  }
}
