package dev.deployarchitect.workspace;

import dev.deployarchitect.text.Visible;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes files into a workspace's folder, all or none. The only class that does: nothing outside
 * the folder, through a link, or below {@code .git} is written, and nothing that changed since it
 * was looked at.
 */
public final class WorkspaceWriter {

  /**
   * One file.
   *
   * @param before what it was when somebody decided to change it; empty for a new one
   */
  public record Change(String path, Optional<String> before, String content) {}

  private record Staged(Change change, Path target, Path part) {}

  private final Path root;

  private WorkspaceWriter(Path root) {
    this.root = root;
  }

  /**
   * Writes.
   *
   * @throws WorkspaceException with one sentence, when nothing was written
   */
  public static void write(Workspace workspace, List<Change> changes) {
    if (!workspace.isWritable()) {
      throw new WorkspaceException(
          "The workspace %s is only read here.".formatted(workspace.name()));
    }
    new WorkspaceWriter(workspace.root()).write(changes);
  }

  /**
   * Refuses what {@link #write} would refuse by now, before somebody is asked about it.
   *
   * @throws WorkspaceException with one sentence
   */
  public static void check(Workspace workspace, List<Change> changes) {
    WorkspaceWriter writer = new WorkspaceWriter(workspace.root());
    try {
      for (Change change : changes) {
        writer.unchanged(change);
      }
    } catch (IOException e) {
      throw new WorkspaceException("Nothing can be written: %s.".formatted(e.getMessage()));
    }
  }

  private void write(List<Change> changes) {
    List<Staged> staged = new ArrayList<>();
    List<Staged> moved = new ArrayList<>();
    try {
      for (Change change : changes) {
        staged.add(stage(change));
      }
      for (Staged one : staged) {
        Files.move(one.part(), one.target(), StandardCopyOption.REPLACE_EXISTING);
        moved.add(one);
      }
    } catch (IOException e) {
      moved.forEach(WorkspaceWriter::takeBack);
      throw new WorkspaceException("Nothing was written: %s.".formatted(e.getMessage()));
    } finally {
      staged.forEach(one -> remove(one.part()));
    }
  }

  /** Where a change goes, if that is what it was when it was looked at. */
  private Path unchanged(Change change) throws IOException {
    Path target = confined(change.path());
    boolean there = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    boolean same =
        there
            ? change.before().isPresent()
                && Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                && Files.readString(target).equals(change.before().get())
            : change.before().isEmpty();
    if (!same) {
      throw new WorkspaceException(
          "%s is not what it was when it was looked at; nothing was written."
              .formatted(change.path()));
    }
    return target;
  }

  private Staged stage(Change change) throws IOException {
    Path target = unchanged(change);
    boolean there = change.before().isPresent();
    Files.createDirectories(target.getParent());
    Path part = Files.createTempFile(target.getParent(), ".architect-", ".part");
    Staged staged = new Staged(change, target, part);
    try {
      Files.write(part, change.content().getBytes(StandardCharsets.UTF_8));
      Files.setPosixFilePermissions(
          part,
          there
              ? Files.getPosixFilePermissions(target)
              : PosixFilePermissions.fromString(
                  change.path().endsWith(".sh") ? "rwxr-xr-x" : "rw-r--r--"));
    } catch (UnsupportedOperationException e) {
      // A file system without permissions of this kind keeps its own.
    } catch (IOException e) {
      remove(part);
      throw e;
    }
    return staged;
  }

  private Path confined(String path) throws IOException {
    WorkspaceException outside =
        new WorkspaceException(
            "'%s' is no path inside the workspace; nothing was written."
                .formatted(Visible.line(path)));
    try {
      Path relative = Path.of(path);
      Path target = root.resolve(relative).normalize();
      boolean inside = !relative.isAbsolute() && target.startsWith(root) && !target.equals(root);
      boolean odd = path.contains("\\") || !Visible.line(path).equals(path);
      if (!inside || odd || Workspace.hidden(root.relativize(target))) {
        throw outside;
      }
      Path known = target.getParent();
      while (!Files.exists(known, LinkOption.NOFOLLOW_LINKS)) {
        known = known.getParent();
      }
      // A link on the way, even one that leads back inside, is no place to write to.
      if (!known.toRealPath().equals(known) || !Files.isDirectory(known)) {
        throw outside;
      }
      return target;
    } catch (InvalidPathException e) {
      throw outside;
    }
  }

  private static void takeBack(Staged one) {
    try {
      if (one.change().before().isPresent()) {
        Files.writeString(one.target(), one.change().before().get());
      } else {
        Files.deleteIfExists(one.target());
      }
    } catch (IOException e) {
      throw new WorkspaceException(
          "%s was written and could not be taken back: %s."
              .formatted(one.change().path(), e.getMessage()));
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // A part that stays is seen by its name, and hurts nobody.
    }
  }
}
