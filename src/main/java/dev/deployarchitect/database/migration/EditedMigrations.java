package dev.deployarchitect.database.migration;

import dev.deployarchitect.workspace.GitPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Migrations that git says were changed after a later one had been added. Where there is no git, or
 * its history is cut off, nothing is said.
 */
final class EditedMigrations {
  /** As many commits of the folder are looked at, the newest first. */
  private static final int MOST_COMMITS = 3_000;

  private EditedMigrations() {}

  /** Each such migration with the short id of the last commit that changed it. */
  static Map<Migration, String> of(History history) {
    Path root = history.workspace().root();
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(root.toFile());
    if (builder.getGitDir() == null || history.folder().isEmpty()) {
      return Map.of();
    }
    try (Repository repository = builder.build()) {
      ObjectId head = repository.resolve("HEAD");
      return head == null ? Map.of() : of(history, repository, head, GitPlace.prefix(root));
    } catch (MissingObjectException e) {
      // A shallow clone ends here.
      return Map.of();
    } catch (IOException | IllegalArgumentException e) {
      return Map.of();
    }
  }

  private static Map<Migration, String> of(
      History history, Repository repository, ObjectId head, String prefix) throws IOException {
    Map<String, String> changed = new HashMap<>();
    Map<String, Integer> changedAt = new HashMap<>();
    Map<String, Integer> addedAt = new HashMap<>();
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk trees = new TreeWalk(repository)) {
      String folder = prefix + history.folder();
      walk.markStart(walk.parseCommit(head));
      walk.sort(RevSort.TOPO);
      walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(folder), TreeFilter.ANY_DIFF));
      int age = 0;
      for (RevCommit commit : walk) {
        if (++age > MOST_COMMITS) {
          break;
        }
        if (commit.getParentCount() < 2) {
          for (DiffEntry entry : differences(walk, trees, commit, folder)) {
            String path = entry.getNewPath();
            if (entry.getChangeType() == DiffEntry.ChangeType.MODIFY) {
              changed.putIfAbsent(path, commit.abbreviate(8).name());
              changedAt.putIfAbsent(path, age);
            } else if (entry.getChangeType() == DiffEntry.ChangeType.ADD) {
              addedAt.putIfAbsent(path, age);
            }
          }
        }
      }
    }
    return edited(history, prefix, changed, changedAt, addedAt);
  }

  private static List<DiffEntry> differences(
      RevWalk walk, TreeWalk trees, RevCommit commit, String folder) throws IOException {
    trees.reset();
    trees.setRecursive(true);
    trees.setFilter(AndTreeFilter.create(PathFilter.create(folder), TreeFilter.ANY_DIFF));
    if (commit.getParentCount() == 0) {
      trees.addTree(new org.eclipse.jgit.treewalk.EmptyTreeIterator());
    } else {
      trees.addTree(walk.parseCommit(commit.getParent(0)).getTree());
    }
    trees.addTree(commit.getTree());
    return new ArrayList<>(DiffEntry.scan(trees));
  }

  /** Ages count back from today: what is smaller came later. */
  private static Map<Migration, String> edited(
      History history,
      String prefix,
      Map<String, String> changed,
      Map<String, Integer> changedAt,
      Map<String, Integer> addedAt) {
    Map<Migration, String> edited = new LinkedHashMap<>();
    int laterAdded = -1;
    List<Migration> all = history.migrations();
    for (int i = all.size() - 1; i >= 0; i--) {
      String path = prefix + all.get(i).source().path();
      if (laterAdded >= 0
          && changedAt.getOrDefault(path, Integer.MAX_VALUE) < laterAdded
          && addedAt.getOrDefault(path, 0) > laterAdded) {
        edited.put(all.get(i), changed.get(path));
      }
      laterAdded = Math.max(laterAdded, addedAt.getOrDefault(path, -1));
    }
    return edited;
  }
}
