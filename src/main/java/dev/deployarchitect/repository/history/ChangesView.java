package dev.deployarchitect.repository.history;

import dev.deployarchitect.text.Visible;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** What changed between a moment and HEAD: files and commits. */
record ChangesView(Views views) {
  ViewResult changes(String since) throws IOException {
    try (RevWalk walk = new RevWalk(views.past().repository())) {
      RevCommit head = views.past().head(walk);
      Optional<RevCommit> base;
      String label = since == null ? "" : since.strip();
      Optional<Instant> moment = Since.moment(label);
      if (label.isEmpty()) {
        Optional<Releases.Tag> tag = Releases.newestTag(views.past(), head, walk);
        if (tag.isEmpty()) {
          return new ViewResult.Unknown(
              "There is no tag before HEAD here; give since: a commit, a day or 30 days. "
                  + views.tail());
        }
        base = tag.map(Releases.Tag::commit);
        label = tag.get().name();
      } else if (moment.isPresent()) {
        base = Since.before(moment.get(), head, walk);
      } else {
        base = views.past().commit(label, walk);
        if (base.isEmpty()) {
          return views.unknown(label);
        }
      }
      return between(base, head, label);
    }
  }

  private ViewResult between(Optional<RevCommit> base, RevCommit head, String label)
      throws IOException {
    List<RevCommit> commits = new CommitLog(views.past()).after(base, views.path());
    AnyObjectId before = base.<AnyObjectId>map(RevCommit::getTree).orElse(FileChanges.EMPTY_TREE);
    List<FileChanges.Change> changes =
        new FileChanges(views.past()).between(before, head.getTree(), views.path());
    if (changes.isEmpty()) {
      return new ViewResult.Nothing(
          "Nothing differs here since %s. %s".formatted(label, views.tail()));
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
                FileChanges.sum(changes));
    return new ViewResult.Found(new Listing(top, items(changes, commits), views.tail()));
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
}
