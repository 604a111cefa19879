package dev.deployarchitect.rehearsal;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The text files of a workspace in a folder of their own, where programs may write. Installed
 * packages are links to where they lie, except those that are the workspace's own: these are the
 * copy's. Closing deletes it.
 */
public final class WorkspaceCopy implements AutoCloseable {
  public static final String MODULES = "node_modules";

  private final Workspace workspace;
  private final CleanFolder clean;
  private final Path folder;

  private WorkspaceCopy(Workspace workspace, CleanFolder clean) {
    this.workspace = workspace;
    this.clean = clean;
    this.folder = clean.path();
  }

  /**
   * Makes one; binary files and those over 1 MiB are not in it.
   *
   * @throws IOException when the machine has no room for it
   */
  public static WorkspaceCopy of(Workspace workspace) throws IOException {
    WorkspaceCopy copy = new WorkspaceCopy(workspace, CleanFolder.of(Map.of()));
    try {
      for (String path : workspace.files().paths()) {
        Interruption.check();
        Optional<Source> source = workspace.source(path);
        if (source.isPresent()) {
          copy.write(path, source.get().text());
        }
      }
      return copy;
    } catch (IOException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  public Path folder() {
    return folder;
  }

  /** Writes a file, over the one that is there. */
  public void write(String path, String text) throws IOException {
    clean.write(path, text);
  }

  /**
   * Links the packages that are installed in a folder of the workspace and in those above it.
   *
   * @param below relative; empty for the root
   */
  public void linkModules(String below) throws IOException {
    for (String at = below; ; at = at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : "") {
      Path from = workspace.root().resolve(at).resolve(MODULES);
      Path to = folder.resolve(at).resolve(MODULES);
      if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS) && Files.notExists(to)) {
        Files.createDirectories(to);
        link(from, to, true);
      }
      if (at.isEmpty()) {
        return;
      }
    }
  }

  /** A file in a folder of the copy or in those above it, by a path from that folder. */
  public Optional<Path> find(String below, String path) {
    for (String at = below; ; at = at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : "") {
      Path file = folder.resolve(at).resolve(path);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
      if (at.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  private void link(Path from, Path to, boolean scopes) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        Path target = to.resolve(name);
        if (scopes && name.startsWith("@") && Files.isDirectory(entry)) {
          Files.createDirectories(target);
          link(entry, target, false);
        } else {
          Files.createSymbolicLink(target, own(entry).orElse(entry));
        }
      }
    }
  }

  /** Where a package of the workspace itself, which package managers link, lies in the copy. */
  private Optional<Path> own(Path entry) throws IOException {
    if (!Files.isSymbolicLink(entry) || !Files.exists(entry)) {
      return Optional.empty();
    }
    Path real = entry.toRealPath();
    if (!real.startsWith(workspace.root())) {
      return Optional.empty();
    }
    Path relative = workspace.root().relativize(real);
    for (Path part : relative) {
      if (part.toString().equals(MODULES)) {
        return Optional.empty();
      }
    }
    return Optional.of(folder.resolve(relative.toString()));
  }

  @Override
  public void close() {
    clean.close();
  }
}
