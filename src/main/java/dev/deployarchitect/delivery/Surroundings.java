package dev.deployarchitect.delivery;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The repository around delivered files, for checks that depend on files which stay as they are.
 */
public final class Surroundings {
  private static final Surroundings UNKNOWN = new Surroundings(List.of(), message -> {}, false);

  private final List<Workspace> workspace;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Optional<ProjectProfile> profile = Optional.empty();
  private final Consumer<String> listener;
  private final boolean runsCode;

  private Surroundings(List<Workspace> workspace, Consumer<String> listener, boolean runsCode) {
    this.workspace = workspace;
    this.listener = listener;
    this.runsCode = runsCode;
  }

  /** No repository is known: checks that need one are not run. */
  public static Surroundings unknown() {
    return UNKNOWN;
  }

  public static Surroundings of(Workspace workspace) {
    return new Surroundings(List.of(workspace), message -> {}, false);
  }

  /** The same; {@code heard} is told how far a long check has come. */
  public Surroundings heardBy(Consumer<String> heard) {
    return new Surroundings(workspace, heard, runsCode);
  }

  /** The same; a person has allowed that checks run the repository's own code, in a copy. */
  public Surroundings runningCode() {
    return new Surroundings(workspace, listener, true);
  }

  /** Whether checks may run the repository's own code: tests, plugins, build scripts. */
  public boolean runsCode() {
    return runsCode;
  }

  /** Says how far a long check has come. */
  public void progress(String message) {
    listener.accept(message);
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
