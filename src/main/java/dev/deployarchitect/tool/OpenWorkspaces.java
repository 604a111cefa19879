package dev.deployarchitect.tool;

import dev.deployarchitect.workspace.Workspace;
import dev.deployarchitect.workspace.WorkspaceException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The workspaces a server was given, by name. Nothing else on the machine can be asked about. */
public final class OpenWorkspaces {
  /** Runs that start this soon after each other share one reading of the files. */
  private static final long FRESH_NANOS = 3_000_000_000L;

  private record Reading(ToolContext context, long at) {}

  private final Map<String, Path> folders = new LinkedHashMap<>();
  private final Map<String, Reading> readings = new ConcurrentHashMap<>();
  private final boolean writable;

  private OpenWorkspaces(boolean writable) {
    this.writable = writable;
  }

  /**
   * Opens folders; two of one name are told apart by a number.
   *
   * @throws WorkspaceException when one cannot be read
   */
  public static OpenWorkspaces of(List<Path> folders) {
    return of(folders, false);
  }

  /**
   * The same.
   *
   * @param writable whether files may be written into them when a person says yes
   */
  public static OpenWorkspaces of(List<Path> folders, boolean writable) {
    OpenWorkspaces open = new OpenWorkspaces(writable);
    for (Path folder : folders) {
      Workspace workspace = Workspace.open(folder);
      String name = workspace.name();
      for (int i = 2; open.folders.containsKey(name); i++) {
        name = workspace.name() + "-" + i;
      }
      open.folders.put(name, workspace.root());
    }
    if (open.folders.isEmpty()) {
      throw new WorkspaceException("Give at least one workspace folder.");
    }
    return open;
  }

  /** In the order in which they were given. */
  public List<String> names() {
    return List.copyOf(folders.keySet());
  }

  public String first() {
    return folders.keySet().iterator().next();
  }

  private Workspace open(Path folder) {
    Workspace workspace = Workspace.open(folder);
    return writable ? workspace.writable() : workspace;
  }

  /** A context that sees the files as they are now, give or take three seconds. */
  public Optional<ToolContext> context(String name) {
    Path folder = folders.get(name);
    if (folder == null) {
      return Optional.empty();
    }
    Reading reading =
        readings.compute(
            name,
            (key, known) ->
                known != null && System.nanoTime() - known.at() < FRESH_NANOS
                    ? known
                    : new Reading(new ToolContext(open(folder)), System.nanoTime()));
    return Optional.of(reading.context());
  }
}
