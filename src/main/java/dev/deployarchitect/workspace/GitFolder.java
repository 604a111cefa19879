package dev.deployarchitect.workspace;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The git repository that a workspace lies in, for reading objects: no hook, filter or program of
 * it runs. A folder cannot claim another repository of this machine as its own.
 */
public sealed interface GitFolder {

  /**
   * There is one; to be closed.
   *
   * @param prefix from the repository's top to the workspace, with a slash at its end; empty at the
   *     top
   */
  record Open(Repository repository, String prefix) implements GitFolder, AutoCloseable {
    /** Whether older commits were not fetched. */
    public boolean shallow() throws IOException {
      return !repository.getObjectDatabase().getShallowCommits().isEmpty();
    }

    @Override
    public void close() {
      repository.close();
    }
  }

  /** There is none that may be read; {@code why} is one sentence. */
  record None(String why) implements GitFolder {}

  /** The repository around a folder. */
  static GitFolder of(Workspace workspace) {
    Path folder = workspace.root();
    Path top = folder;
    while (top != null && !Files.exists(top.resolve(Constants.DOT_GIT))) {
      top = top.getParent();
    }
    if (top == null) {
      return new None("This workspace is in no git repository.");
    }
    try {
      Path git = top.resolve(Constants.DOT_GIT);
      Path objects = Files.isDirectory(git) ? git : linked(git);
      if (objects == null || isForeign(git, objects)) {
        return new None(
            "The workspace's .git points to a repository elsewhere that does not point back; it is not read.");
      }
      Repository repository = new FileRepositoryBuilder().setGitDir(objects.toFile()).build();
      Open open = new Open(repository, GitPlace.prefix(folder));
      String fault = fault(open);
      if (!fault.isEmpty()) {
        open.close();
        return new None(fault);
      }
      return open;
    } catch (IOException | IllegalArgumentException e) {
      return new None("The workspace's git repository cannot be read.");
    }
  }

  /** Where a {@code .git} file points to; null where that is nothing of git's. */
  private static Path linked(Path file) throws IOException {
    String text = Files.size(file) > 4096 ? "" : Files.readString(file).strip();
    return text.startsWith("gitdir: ")
        ? file.resolveSibling(text.substring("gitdir: ".length())).normalize()
        : null;
  }

  /** Whether the objects are not this folder's: git writes the way back of a worktree. */
  private static boolean isForeign(Path git, Path objects) throws IOException {
    if (Files.isDirectory(git)) {
      return Files.isSymbolicLink(git) || Files.exists(git.resolve("commondir"));
    }
    Path back = objects.resolve("gitdir");
    if (Files.isRegularFile(back)) {
      return !same(objects.resolve(Files.readString(back).strip()), git);
    }
    // A submodule's repository names its worktree in its settings.
    Path config = objects.resolve("config");
    String worktree =
        !Files.isRegularFile(config)
            ? ""
            : Files.readString(config)
                .lines()
                .map(String::strip)
                .filter(l -> l.matches("worktree\\s*=.*"))
                .map(l -> l.substring(l.indexOf('=') + 1).strip())
                .findFirst()
                .orElse("");
    return worktree.isEmpty() || !same(objects.resolve(worktree), git.getParent());
  }

  private static boolean same(Path a, Path b) throws IOException {
    return Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b);
  }

  private static String fault(Open open) throws IOException {
    File alternates = new File(open.repository().getCommonDirectory(), "objects/info/alternates");
    if (alternates.length() > 0) {
      return "The workspace's git repository borrows its objects from another folder, which is not read.";
    }
    ObjectId head = open.repository().resolve(Constants.HEAD);
    if (head == null) {
      return "The workspace's git repository has no commit yet.";
    }
    if (open.prefix().isEmpty()) {
      return "";
    }
    // Otherwise a folder that only lies within a foreign repository would show that one's history.
    String folder = open.prefix().substring(0, open.prefix().length() - 1);
    try (RevWalk walk = new RevWalk(open.repository());
        TreeWalk tree =
            TreeWalk.forPath(open.repository(), folder, walk.parseCommit(head).getTree())) {
      return tree == null
          ? "This workspace is in no git repository: the one around it does not track it."
          : "";
    }
  }
}
