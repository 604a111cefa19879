package dev.deployarchitect.repository.history;

import dev.deployarchitect.text.Visible;
import dev.deployarchitect.tool.Candidates;
import dev.deployarchitect.workspace.Secrets;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The five questions.
 *
 * @param path of the workspace, empty for all of it
 * @param file whether that is a file in HEAD
 * @param tail remarks behind each answer
 */
record Views(Past past, String path, boolean file, String tail, Workspace workspace) {
  private static final ObjectId EMPTY_TREE =
      ObjectId.fromString("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
  private static final String USUAL = "90 days";
  private static final int BODY = 600;

  ViewResult log(Optional<CommitLog.Lines> lines, String since) throws IOException {
    List<RevCommit> commits =
        lines.isPresent()
            ? new CommitLog(past).of(path, lines.get())
            : new CommitLog(past).of(path, file);
    if (since != null && !since.isBlank()) {
      Optional<Instant> moment = Since.moment(since);
      if (moment.isEmpty()) {
        try (RevWalk walk = new RevWalk(past.repository())) {
          moment = past.commit(since, walk).map(c -> Instant.ofEpochSecond(c.getCommitTime() + 1L));
        }
      }
      if (moment.isEmpty()) {
        return unknown(since);
      }
      long from = moment.get().getEpochSecond();
      commits = commits.stream().filter(c -> c.getCommitTime() >= from).toList();
    }
    if (commits.isEmpty()) {
      return nothing();
    }
    String head =
        "%d commits%s by %d people%s, newest first:%n"
            .formatted(
                commits.size(),
                path.isEmpty() ? "" : " of " + Visible.line(path),
                commits.stream().map(Past::person).distinct().count(),
                lines.map(l -> ", lines %d-%d".formatted(l.from(), l.to())).orElse(""));
    return new ViewResult.Found(
        new Listing(head, commits.stream().map(c -> "  " + Past.line(c)).toList(), tail));
  }

  private ViewResult nothing() {
    boolean there = workspace.paths(p -> p.equals(path) || p.startsWith(path + "/")).isEmpty();
    return there && !path.isEmpty()
        ? new ViewResult.Unknown(
            Candidates.unknown("committed path", path, workspace.files().paths()))
        : new ViewResult.Nothing("No commit fits. " + tail);
  }

  private ViewResult unknown(String revision) throws IOException {
    return new ViewResult.Unknown(
        Candidates.unknown("commit, tag, branch or day", revision, past.names()));
  }

  ViewResult commit(String revision) throws IOException {
    try (RevWalk walk = new RevWalk(past.repository())) {
      String wanted = revision == null || revision.isBlank() ? "HEAD" : revision.strip();
      Optional<RevCommit> found = past.commit(wanted, walk);
      if (found.isEmpty()) {
        return unknown(wanted);
      }
      RevCommit commit = found.get();
      AnyObjectId before =
          commit.getParentCount() == 0
              ? EMPTY_TREE
              : walk.parseCommit(commit.getParent(0)).getTree();
      FileChanges all = new FileChanges(past);
      List<FileChanges.Change> changes = all.between(before, commit.getTree(), path);
      StringBuilder head = new StringBuilder(Past.line(commit)).append('\n');
      String body = commit.getFullMessage().substring(commit.getShortMessage().length()).strip();
      if (!body.isEmpty() && commit.getFullMessage().startsWith(commit.getShortMessage())) {
        String plain = body.replaceAll("(?m)<[^<>\\s]+@[^<>\\s]+>", "").strip();
        head.append(Visible.text(plain.length() <= BODY ? plain : plain.substring(0, BODY) + "…"))
            .append('\n');
      }
      if (commit.getParentCount() > 1) {
        head.append("A merge; this is what it brings to its first parent.\n");
      }
      head.append(sum(changes)).append('\n');
      List<String> items = new ArrayList<>();
      changes.forEach(c -> items.add(c.line()));
      all.patch(changes, path).lines().map(Views::shorter).forEach(items::add);
      return new ViewResult.Found(new Listing(head.toString(), items, tail));
    }
  }

  private static String shorter(String line) {
    return line.length() <= 240 ? line : line.substring(0, 240) + " …";
  }

  ViewResult blame(Optional<CommitLog.Lines> lines) throws IOException {
    if (Secrets.isValuesAlone(path)) {
      return new ViewResult.Nothing("%s holds values; it is not shown.".formatted(path));
    }
    return new ViewResult.Found(
        new Blame(past).of(path, lines.orElse(new CommitLog.Lines(1, Integer.MAX_VALUE)), tail));
  }

  ViewResult hot(String since) throws IOException {
    String asked = since == null || since.isBlank() ? USUAL : since.strip();
    Optional<Instant> moment = Since.moment(asked);
    if (moment.isEmpty()) {
      try (RevWalk walk = new RevWalk(past.repository())) {
        moment = past.commit(asked, walk).map(c -> Instant.ofEpochSecond(c.getCommitTime() + 1L));
      }
    }
    if (moment.isEmpty()) {
      return unknown(asked);
    }
    String label = moment.get().toString().substring(0, 10);
    Listing listing = new HotFiles(past).since(moment.get(), path, label, tail);
    return listing.items().isEmpty()
        ? new ViewResult.Nothing("Nothing was committed here since %s. %s".formatted(label, tail))
        : new ViewResult.Found(listing);
  }

  ViewResult changes(String since) throws IOException {
    try (RevWalk walk = new RevWalk(past.repository())) {
      RevCommit head = past.head(walk);
      Optional<RevCommit> base;
      String label = since == null ? "" : since.strip();
      Optional<Instant> moment = Since.moment(label);
      if (label.isEmpty()) {
        Optional<Since.Tag> tag = Since.newestTag(past, head, walk);
        if (tag.isEmpty()) {
          return new ViewResult.Unknown(
              "There is no tag before HEAD here; give since: a commit, a day or 30 days. " + tail);
        }
        base = tag.map(Since.Tag::commit);
        label = tag.get().name();
      } else if (moment.isPresent()) {
        base = Since.before(moment.get(), head, walk);
      } else {
        base = past.commit(label, walk);
        if (base.isEmpty()) {
          return unknown(label);
        }
      }
      return between(base, head, label);
    }
  }

  private ViewResult between(Optional<RevCommit> base, RevCommit head, String label)
      throws IOException {
    List<RevCommit> commits = new ArrayList<>();
    try (RevWalk walk = new RevWalk(past.repository())) {
      walk.markStart(walk.parseCommit(head));
      if (base.isPresent()) {
        walk.markUninteresting(walk.parseCommit(base.get()));
      }
      if (!past.full(path).isEmpty()) {
        walk.setTreeFilter(past.touching(path));
      }
      walk.forEach(commits::add);
    }
    AnyObjectId before = base.<AnyObjectId>map(RevCommit::getTree).orElse(EMPTY_TREE);
    List<FileChanges.Change> changes = new FileChanges(past).between(before, head.getTree(), path);
    if (changes.isEmpty()) {
      return new ViewResult.Nothing("Nothing differs here since %s. %s".formatted(label, tail));
    }
    String top =
        "From %s%s to HEAD (%s, %s): %d commits by %d people, %s. Uncommitted changes are not in it.%n"
            .formatted(
                Visible.line(label),
                base.map(b -> " (%s, %s)".formatted(Past.id(b), Past.day(b)))
                    .orElse(" (before the first commit here)"),
                Past.id(head),
                Past.day(head),
                commits.size(),
                commits.stream().map(Past::person).distinct().count(),
                sum(changes));
    return new ViewResult.Found(new Listing(top, items(changes, commits), tail));
  }

  /** The larger part of the files, then the commits: a first answer shows both. */
  private static List<String> items(List<FileChanges.Change> changes, List<RevCommit> commits) {
    List<String> items = new ArrayList<>();
    int first = Math.min(12, changes.size());
    int newest = Math.min(8, commits.size());
    changes.subList(0, first).forEach(c -> items.add(c.line()));
    commits.subList(0, newest).forEach(c -> items.add("  " + Past.line(c)));
    changes.subList(first, changes.size()).forEach(c -> items.add(c.line()));
    commits.subList(newest, commits.size()).forEach(c -> items.add("  " + Past.line(c)));
    return items;
  }

  private static String sum(List<FileChanges.Change> changes) {
    String kinds =
        changes.stream()
            .collect(
                Collectors.groupingBy(
                    c -> c.entry().getChangeType(), java.util.TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(e -> e.getValue() + " " + e.getKey().name().toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.joining(", "));
    return "%d files (%s), +%,d -%,d lines"
        .formatted(
            changes.size(),
            kinds,
            changes.stream().mapToInt(c -> Math.max(0, c.added())).sum(),
            changes.stream().mapToInt(FileChanges.Change::removed).sum());
  }
}
