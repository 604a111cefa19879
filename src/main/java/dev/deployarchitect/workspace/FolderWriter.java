package dev.deployarchitect.workspace;

import dev.deployarchitect.text.Visible;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes files below one folder, all or none. The only class that does: nothing outside the folder,
 * through a link, or below {@code .git} is written, and nothing that is no longer what the caller
 * saw. All files are checked before the first is written; each is written next to its place and
 * moved there.
 */
public final class FolderWriter {

  /**
   * One file.
   *
   * @param before the bytes that the caller saw there; empty for a new file
   * @param content what is written; empty for a file that is taken away
   */
  public record Change(String path, Optional<ByteBuffer> before, Optional<String> content) {}

  /** Written next to its place; without a part where the file is taken away. */
  private record Staged(Change change, Path target, Optional<Path> part) {}

  private final Path root;

  private FolderWriter(Path root) {
    this.root = root;
  }

  /** A writer for {@code folder}, which may be a link and need not exist. */
  public static FolderWriter below(Path folder) {
    try {
      Path known = folder.toAbsolutePath().normalize();
      Path rest = Path.of("");
      while (!Files.exists(known)) {
        rest = known.getFileName().resolve(rest);
        known = known.getParent();
      }
      return new FolderWriter(known.toRealPath().resolve(rest).normalize());
    } catch (IOException e) {
      throw new WorkspaceException("%s cannot be used: %s.".formatted(folder, e.getMessage()));
    }
  }

  /** Whether a file with this content is a program: it begins with the line that names one. */
  public static boolean isProgram(String content) {
    return content.startsWith("#!");
  }

  /**
   * The bytes of a file there; empty where there is none.
   *
   * @throws WorkspaceException for a path outside, through a link, or of something that is no file
   */
  public Optional<ByteBuffer> current(String path) {
    try {
      return current(path, confined(path));
    } catch (IOException e) {
      throw new WorkspaceException("%s cannot be read: %s.".formatted(path, e.getMessage()));
    }
  }

  private static Optional<ByteBuffer> current(String path, Path target) throws IOException {
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new WorkspaceException(
          "%s is a link or a folder there; nothing was written.".formatted(path));
    }
    return Optional.of(ByteBuffer.wrap(Files.readAllBytes(target)));
  }

  /**
   * Refuses what {@link #write} would refuse by now.
   *
   * @throws WorkspaceException with one sentence
   */
  public void check(List<Change> changes) {
    try {
      for (Change change : changes) {
        checked(change);
      }
    } catch (IOException e) {
      throw new WorkspaceException("Nothing can be written: %s.".formatted(e.getMessage()));
    }
  }

  /**
   * Writes.
   *
   * @throws WorkspaceException with one sentence, when nothing was written
   */
  public void write(List<Change> changes) {
    List<Path> made = new ArrayList<>();
    List<Staged> staged = new ArrayList<>();
    List<Staged> moved = new ArrayList<>();
    boolean done = false;
    try {
      List<Path> targets = new ArrayList<>();
      for (Change change : changes) {
        targets.add(checked(change));
      }
      for (int i = 0; i < changes.size(); i++) {
        staged.add(stage(changes.get(i), targets.get(i), made));
      }
      for (Staged one : staged) {
        put(one);
        moved.add(one);
      }
      done = true;
    } catch (IOException e) {
      moved.forEach(FolderWriter::takeBack);
      throw new WorkspaceException("Nothing was written: %s.".formatted(e.getMessage()));
    } finally {
      staged.forEach(one -> one.part().ifPresent(FolderWriter::remove));
      if (!done) {
        made.reversed().forEach(FolderWriter::remove);
      }
    }
  }

  private static void put(Staged one) throws IOException {
    if (one.part().isPresent()) {
      Files.move(one.part().get(), one.target(), StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(one.target());
    }
  }

  private Path checked(Change change) throws IOException {
    Path target = confined(change.path());
    if (!current(change.path(), target).equals(change.before())) {
      throw new WorkspaceException(
          "%s is not what it was when it was looked at; nothing was written."
              .formatted(change.path()));
    }
    return target;
  }

  private static void makeFolders(Path folder, List<Path> made) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path next = folder; !Files.exists(next); next = next.getParent()) {
      missing.add(next);
    }
    for (Path next : missing.reversed()) {
      Files.createDirectory(next);
      made.add(next);
    }
  }

  private static Staged stage(Change change, Path target, List<Path> made) throws IOException {
    if (change.content().isEmpty()) {
      return new Staged(change, target, Optional.empty());
    }
    makeFolders(target.getParent(), made);
    Path part = part(change.content().get(), target);
    try {
      Files.writeString(part, change.content().get());
      if (change.before().isPresent()) {
        Files.setPosixFilePermissions(part, Files.getPosixFilePermissions(target));
      }
    } catch (UnsupportedOperationException e) {
      // A file system without permissions of this kind keeps its own.
    } catch (IOException e) {
      remove(part);
      throw e;
    }
    return new Staged(change, target, Optional.of(part));
  }

  /** An empty file next to the target, with a new file's permissions less the process's umask. */
  private static Path part(String content, Path target) throws IOException {
    boolean program = isProgram(content);
    String name = ".architect-" + Long.toUnsignedString(System.nanoTime(), 36);
    for (int next = 0; ; next++) {
      Path part = target.resolveSibling(name + next + ".part");
      if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      try {
        FileAttribute<?> mode =
            PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        return Files.createFile(part, mode);
      } catch (UnsupportedOperationException e) {
        return Files.createFile(part);
      }
    }
  }

  private Path confined(String path) throws IOException {
    WorkspaceException outside =
        new WorkspaceException(
            "'%s' is no path inside the folder, or leads through a link; nothing was written."
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
        Files.write(one.target(), one.change().before().get().array());
      } else {
        Files.deleteIfExists(one.target());
      }
    } catch (IOException e) {
      throw new WorkspaceException(
          "%s was written and could not be taken back: %s."
              .formatted(one.change().path(), e.getMessage()));
    }
  }

  private static void remove(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // A part that stays is seen by its name; a folder that is no longer empty is somebody's.
    }
  }
}
