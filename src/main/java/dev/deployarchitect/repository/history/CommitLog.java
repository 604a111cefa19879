package dev.deployarchitect.repository.history;

import dev.deployarchitect.interrupt.Interruption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.FollowFilter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Commits that changed a path, or some lines of a file, newest first; renames are followed. */
record CommitLog(Past past) {
  private static final int MOST = 2_000;
  private static final int MAX_BYTES = 1 << 20;

  /** Lines of a file, from 1, both included. */
  record Lines(int from, int to) {}

  /** All commits that touch a path; an empty one is the whole workspace. */
  List<RevCommit> of(String path, boolean file) throws IOException {
    List<RevCommit> found = new ArrayList<>();
    try (RevWalk walk = new RevWalk(past.repository())) {
      walk.markStart(past.head(walk));
      String full = past.full(path);
      if (file) {
        walk.setTreeFilter(
            FollowFilter.create(full, past.repository().getConfig().get(DiffConfig.KEY)));
      } else if (!full.isEmpty()) {
        walk.setTreeFilter(past.touching(path));
      }
      for (RevCommit commit : walk) {
        Interruption.check();
        found.add(commit);
        if (found.size() >= MOST) {
          break;
        }
      }
    }
    return found;
  }

  /** Those that lead from a commit, or from the beginning, to HEAD. */
  List<RevCommit> after(Optional<RevCommit> base, String path) throws IOException {
    List<RevCommit> found = new ArrayList<>();
    try (RevWalk walk = new RevWalk(past.repository())) {
      walk.markStart(past.head(walk));
      if (base.isPresent()) {
        walk.markUninteresting(walk.parseCommit(base.get()));
      }
      if (!past.full(path).isEmpty()) {
        walk.setTreeFilter(past.touching(path));
      }
      walk.forEach(found::add);
    }
    return found;
  }

  /** Of these the ones that changed the lines as HEAD counts them. */
  List<RevCommit> of(String path, Lines lines) throws IOException {
    List<RevCommit> touching = new ArrayList<>();
    String full = past.full(path);
    Lines now = lines;
    try (RevWalk walk = new RevWalk(past.repository())) {
      for (RevCommit listed : of(path, true)) {
        Interruption.check();
        RevCommit commit = walk.parseCommit(listed.getId());
        Optional<RawText> after = text(commit, full);
        if (after.isEmpty()) {
          continue;
        }
        if (commit.getParentCount() == 0) {
          touching.add(commit);
          break;
        }
        RevCommit parent = walk.parseCommit(commit.getParent(0));
        String earlier = text(parent, full).isPresent() ? full : formerName(parent, commit, full);
        Optional<RawText> before = text(parent, earlier);
        EditList edits =
            new HistogramDiff()
                .diff(
                    RawTextComparator.DEFAULT,
                    before.orElse(new RawText(new byte[0])),
                    after.get());
        if (touches(edits, now)) {
          touching.add(commit);
        }
        if (before.isEmpty()) {
          break;
        }
        now = earlier(edits, now);
        full = earlier;
      }
    }
    return touching;
  }

  private static boolean touches(EditList edits, Lines lines) {
    return edits.stream()
        .anyMatch(e ->
            e.getLengthB() == 0
                ? e.getBeginB() >= lines.from() && e.getBeginB() < lines.to()
                : e.getBeginB() < lines.to() && e.getEndB() >= lines.from());
  }

  /** Where the lines stood before the edits. */
  private static Lines earlier(EditList edits, Lines lines) {
    int from = lines.from();
    int to = lines.to();
    for (Edit edit : edits) {
      int longer = edit.getLengthA() - edit.getLengthB();
      if (edit.getEndB() < lines.from()) {
        from += longer;
        to += longer;
      } else if (edit.getBeginB() < lines.to()) {
        from = Math.min(from, edit.getBeginA() + 1);
        to += longer;
      }
    }
    return new Lines(Math.max(1, from), Math.max(Math.max(1, from), to));
  }

  private String formerName(RevCommit parent, RevCommit commit, String full) throws IOException {
    return new FileChanges(new Past(past.git()))
        .between(parent.getTree(), commit.getTree(), "").stream()
            .filter(c -> c.entry().getNewPath().equals(full))
            .map(c -> c.entry().getOldPath())
            .findFirst()
            .orElse(full);
  }

  private Optional<RawText> text(RevCommit commit, String full) throws IOException {
    Optional<ObjectId> blob = past.blob(commit, full);
    if (blob.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RawText(past.repository().open(blob.get()).getCachedBytes(MAX_BYTES)));
    } catch (LargeObjectException e) {
      return Optional.empty();
    }
  }
}
