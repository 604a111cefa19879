package dev.deployarchitect.workspace;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.text.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.util.FS;

/** Walks a folder as git would see it: {@code .gitignore} honoured, links not followed. */
final class FileWalk implements FileVisitor<Path> {
  private static final int MAX_FILES = 50_000;
  private static final int MAX_DEPTH = 40;

  /** Never the project's own text, ignored or not. */
  static final Set<String> SKIPPED =
      Set.of(
          ".git",
          "node_modules",
          ".next",
          ".terraform",
          ".turbo",
          ".venv",
          "__pycache__",
          ".yarn",
          ".pnpm-store",
          ".gradle");

  private record Level(Path folder, IgnoreNode ignore) {}

  private final Path root;
  private final List<String> paths = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private final Deque<Level> levels = new ArrayDeque<>();

  FileWalk(Path root) {
    this.root = root;
  }

  FileList list() {
    try {
      Files.walkFileTree(root, Set.of(), MAX_DEPTH, this);
    } catch (IOException e) {
      leftOut.add("The walk stopped early: a folder could not be read.");
    }
    // A list that an interrupt cut short would be kept as the whole.
    Interruption.check();
    addTracked();
    Collections.sort(paths);
    return new FileList(List.copyOf(paths), List.copyOf(leftOut));
  }

  /** What git tracks is not ignored, whatever an ignore file says. */
  private void addTracked() {
    Path index = root.resolve(".git/index");
    if (!Files.isRegularFile(index)) {
      return;
    }
    Set<String> known = new HashSet<>(paths);
    try {
      DirCache tracked = DirCache.read(index.toFile(), FS.DETECTED);
      for (int i = 0; i < tracked.getEntryCount() && paths.size() < MAX_FILES; i++) {
        String path = tracked.getEntry(i).getPathString();
        boolean skipped = Stream.of(path.split("/")).anyMatch(SKIPPED::contains);
        if (!skipped
            && known.add(path)
            && Files.isRegularFile(root.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
          paths.add(path);
        }
      }
    } catch (IOException | InvalidPathException e) {
      leftOut.add("Git's index could not be read: tracked files that are ignored are not listed.");
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    Interruption.check();
    boolean skip =
        !folder.equals(root)
            && (SKIPPED.contains(folder.getFileName().toString()) || ignored(folder, true));
    if (skip) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    levels.push(new Level(folder, ignoreFile(folder.resolve(".gitignore"))));
    return FileVisitResult.CONTINUE;
  }

  private static IgnoreNode ignoreFile(Path file) {
    IgnoreNode node = new IgnoreNode();
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        node.parse(in);
      } catch (IOException e) {
        // An unreadable ignore file ignores nothing.
        return new IgnoreNode();
      }
    }
    return node;
  }

  private boolean ignored(Path path, boolean folder) {
    for (Level level : levels) {
      String relative = level.folder().relativize(path).toString().replace('\\', '/');
      switch (level.ignore().isIgnored(relative, folder)) {
        case IGNORED -> {
          return true;
        }
        case NOT_IGNORED -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      leftOut.add(
          "%s is deeper than %d folders and was not listed."
              .formatted(Visible.line(root.relativize(file).toString()), MAX_DEPTH));
    }
    if (attributes.isRegularFile() && !ignored(file, false)) {
      paths.add(root.relativize(file).toString().replace('\\', '/'));
    }
    if (paths.size() >= MAX_FILES) {
      leftOut.add("Only the first %,d files were listed.".formatted(MAX_FILES));
      return FileVisitResult.TERMINATE;
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    String relative = Visible.line(root.relativize(file).toString());
    leftOut.add("%s could not be read.".formatted(relative.isEmpty() ? "." : relative));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, IOException e) {
    levels.pop();
    return FileVisitResult.CONTINUE;
  }
}
