package dev.deployarchitect.repository.history;

import dev.deployarchitect.text.Visible;
import dev.deployarchitect.workspace.GitFolder;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** A workspace's repository at HEAD. Paths are the workspace's; what lies beside it is not seen. */
record Past(GitFolder.Open git) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
  private static final int SUBJECT = 120;
  private static final int NAME = 40;
  private static final int ID = 10;

  Repository repository() {
    return git.repository();
  }

  /** The path as the repository has it. */
  String full(String path) {
    String full = git.prefix() + path;
    return full.endsWith("/") ? full.substring(0, full.length() - 1) : full;
  }

  /** The path as the workspace has it. */
  String own(String full) {
    return full.substring(git.prefix().length());
  }

  RevCommit head(RevWalk walk) throws IOException {
    return walk.parseCommit(repository().resolve(Constants.HEAD));
  }

  /** The commit that a name, tag or hash means, if that is one and leads to HEAD's history. */
  Optional<RevCommit> commit(String revision, RevWalk walk) throws IOException {
    try {
      ObjectId id = repository().resolve(revision + "^{commit}");
      return id == null ? Optional.empty() : Optional.of(walk.parseCommit(id));
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
  }

  /** Names of tags and branches. */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    for (Ref ref : repository().getRefDatabase().getRefs()) {
      names.add(Repository.shortenRefName(ref.getName()));
    }
    return names;
  }

  /** What changes below a path of the workspace; an empty one is all of it. */
  TreeFilter touching(String path) {
    String full = full(path);
    return full.isEmpty()
        ? TreeFilter.ANY_DIFF
        : AndTreeFilter.create(PathFilter.create(full), TreeFilter.ANY_DIFF);
  }

  Optional<ObjectId> blob(RevCommit commit, String full) throws IOException {
    try (TreeWalk tree = TreeWalk.forPath(repository(), full, commit.getTree())) {
      return tree == null || tree.isSubtree() ? Optional.empty() : Optional.of(tree.getObjectId(0));
    }
  }

  /** Hash, day, author's name, subject: all but the hash and the day is text of others. */
  static String line(RevCommit commit) {
    return "%s %s %s: %s"
        .formatted(
            id(commit), day(commit), author(commit), shorter(commit.getShortMessage(), SUBJECT));
  }

  static String id(RevCommit commit) {
    return commit.abbreviate(ID).name();
  }

  static String day(RevCommit commit) {
    return DAY.format(Instant.ofEpochSecond(commit.getCommitTime()));
  }

  /** Without the address, also where the name is one. */
  static String author(RevCommit commit) {
    String name = commit.getAuthorIdent().getName();
    return shorter(
        name.replaceAll("\\s*<?[^\\s<>@]+@[^\\s<>]+>?", "").isBlank()
            ? "(unnamed)"
            : name.replaceAll("<?[^\\s<>@]+@[^\\s<>]+>?", "…"),
        NAME);
  }

  /** Who it is, to count people; never shown. */
  static String person(RevCommit commit) {
    return commit.getAuthorIdent().getEmailAddress().toLowerCase(java.util.Locale.ROOT);
  }

  static String shorter(String text, int most) {
    String shown = Visible.line(text.strip());
    return shown.length() <= most ? shown : shown.substring(0, most - 1) + "…";
  }
}
