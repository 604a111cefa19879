package dev.deployarchitect.workspace;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.text.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One directory, read-only, perhaps with changes laid over it. Every path is relative to its root,
 * with {@code /}; nothing outside it can be read, by whatever spelling. Files and the listing are
 * read once and kept. Thread-safe.
 */
public final class Workspace {
  /** Larger files are listed, not read: no configuration file of ours comes near. */
  public static final int MAX_FILE_BYTES = 1 << 20;

  private final String name;
  private final Path root;
  private final boolean writable;

  /** What files read as, whatever the folder holds; empty for one that counts as gone. */
  private final Map<String, Optional<String>> over;

  private final ConcurrentHashMap<String, Optional<Source>> sources = new ConcurrentHashMap<>();
  private volatile FileList files;

  private Workspace(String name, Path root, boolean writable, Map<String, Optional<String>> over) {
    this.name = name;
    this.root = root;
    this.writable = writable;
    this.over = over;
  }

  /**
   * Opens a directory.
   *
   * @throws WorkspaceException with one sentence: missing, no directory, not readable
   */
  public static Workspace open(Path directory) {
    if (!Files.exists(directory)) {
      throw new WorkspaceException("%s does not exist.".formatted(directory));
    }
    if (!Files.isDirectory(directory)) {
      throw new WorkspaceException(
          "%s is a file; give the folder of the repository.".formatted(directory));
    }
    if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
      throw new WorkspaceException("%s cannot be read: permission denied.".formatted(directory));
    }
    try {
      Path real = directory.toRealPath();
      Path last = real.getFileName();
      return new Workspace(last == null ? "/" : last.toString(), real, false, Map.of());
    } catch (IOException e) {
      throw new WorkspaceException("%s cannot be opened: %s".formatted(directory, e.getMessage()));
    }
  }

  /** The same folder, into which files may be written when a person says yes. */
  public Workspace writable() {
    return new Workspace(name, root, true, over);
  }

  /** Whether {@link WorkspaceWriter} writes here. */
  public boolean isWritable() {
    return writable;
  }

  /** The same folder as it is now: nothing that was read before is kept. */
  public Workspace again() {
    return new Workspace(name, root, writable, over);
  }

  /** The same workspace, in which one file reads otherwise; nothing is written. */
  public Workspace with(String path, String text) {
    return with(Map.of(path, Optional.of(text)));
  }

  /**
   * The same workspace, in which these files read otherwise, or are gone; nothing is written.
   *
   * @param changes texts by path, empty for a file that is gone
   */
  public Workspace with(Map<String, Optional<String>> changes) {
    Map<String, Optional<String>> all = new HashMap<>(over);
    all.putAll(changes);
    Workspace changed = new Workspace(name, root, writable, Map.copyOf(all));
    changed.files = files().with(changes);
    changed.sources.putAll(sources);
    changes.forEach(
        (path, text) -> changed.sources.put(path, text.map(known -> new Source(path, known))));
    return changed;
  }

  /**
   * A folder of it as a workspace of its own.
   *
   * @throws WorkspaceException when the folder is not there
   */
  public Workspace below(String folder) {
    Map<String, Optional<String>> inner = new HashMap<>();
    over.forEach((path, text) -> {
      if (path.startsWith(folder + "/")) {
        inner.put(path.substring(folder.length() + 1), text);
      }
    });
    return open(root.resolve(folder)).with(inner);
  }

  /** The folder's name, fit for a model or a client: it shows no machine path. */
  public String name() {
    return name;
  }

  public Path root() {
    return root;
  }

  /** All files that are not ignored, sorted; what was passed over is counted in it. */
  public FileList files() {
    FileList known = files;
    if (known == null) {
      known = new FileWalk(root).list();
      files = known;
    }
    return known;
  }

  /** Paths of files for which {@code test} holds. */
  public List<String> paths(java.util.function.Predicate<String> test) {
    return files().paths().stream().filter(test).toList();
  }

  /** Whether there is something at a path, readable or not. */
  public boolean exists(String path) {
    if (over.containsKey(path)) {
      return over.get(path).isPresent();
    }
    try {
      return Files.exists(root.resolve(path).normalize(), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Bytes of a listed file on disk; 0 for one that cannot be asked. */
  public long size(String path) {
    if (over.containsKey(path)) {
      return over.get(path).map(t -> t.getBytes(StandardCharsets.UTF_8).length).orElse(0);
    }
    try {
      return Files.size(root.resolve(path));
    } catch (IOException | InvalidPathException e) {
      return 0;
    }
  }

  /**
   * The text of a file, or empty where there is none or it is no readable text.
   *
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public Optional<Source> source(String path) {
    Interruption.check();
    return sources.computeIfAbsent(
        path, p -> read(p) instanceof Read.Text t ? Optional.of(t.source()) : Optional.empty());
  }

  /** What reading one file gives. */
  public sealed interface Read {
    record Text(Source source) implements Read {}

    /** Not read; {@code why} is one sentence. */
    record Unreadable(String why) implements Read {}
  }

  /** Reads a file inside the workspace; every refusal is a sentence, never an exception. */
  public Read read(String path) {
    Interruption.check();
    if (over.containsKey(path)) {
      return over.get(path)
          .<Read>map(text -> new Read.Text(new Source(path, text)))
          .orElseGet(() -> missing(path));
    }
    try {
      return readConfined(path);
    } catch (InvalidPathException e) {
      return new Read.Unreadable("'%s' is no path.".formatted(path.replace("\0", "\\0")));
    } catch (ClosedByInterruptException e) {
      // No property of the file: it must not be kept as unreadable.
      throw interrupted(e);
    } catch (NoSuchFileException e) {
      return missing(path);
    } catch (IOException e) {
      return new Read.Unreadable("%s cannot be read.".formatted(path));
    }
  }

  private static Read missing(String path) {
    return new Read.Unreadable("There is no file %s in this workspace.".formatted(path));
  }

  private static CancellationException interrupted(ClosedByInterruptException e) {
    CancellationException cancelled = new CancellationException("interrupted");
    cancelled.initCause(e);
    return cancelled;
  }

  private Read readConfined(String path) throws IOException {
    Path relative = Path.of(path);
    if (relative.isAbsolute()
        || path.contains("\\")
        || !root.resolve(relative).normalize().startsWith(root)) {
      return new Read.Unreadable(
          "%s is outside the workspace; paths are relative to its root.".formatted(path));
    }
    Path file = root.resolve(relative).normalize();
    Path real = file.toRealPath();
    if (!real.startsWith(root)) {
      return new Read.Unreadable("%s links to a place outside the workspace.".formatted(path));
    }
    if (hidden(root.relativize(real))) {
      return new Read.Unreadable("%s belongs to git, not to the project.".formatted(path));
    }
    if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      return new Read.Unreadable(
          Files.isDirectory(real)
              ? "%s is a folder; list it instead.".formatted(path)
              : "%s is no regular file.".formatted(path));
    }
    if (!Files.isReadable(real)) {
      return new Read.Unreadable("%s cannot be read: permission denied.".formatted(path));
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(real)) {
      bytes = in.readNBytes(MAX_FILE_BYTES + 1);
    }
    if (bytes.length > MAX_FILE_BYTES) {
      return new Read.Unreadable("%s is larger than 1 MiB and is not read.".formatted(path));
    }
    for (byte b : bytes) {
      if (b == 0) {
        return new Read.Unreadable("%s is binary.".formatted(path));
      }
    }
    String unified = root.relativize(file).toString().replace('\\', '/');
    return new Read.Text(new Source(unified, new String(bytes, StandardCharsets.UTF_8)));
  }

  static boolean hidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().equalsIgnoreCase(".git")) {
        return true;
      }
    }
    return false;
  }
}
