package dev.deployarchitect.repository.history;

import dev.deployarchitect.text.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** One commit with its message and what it changed. */
record CommitView(Views views) {
  private static final int BODY = 600;

  ViewResult commit(String revision) throws IOException {
    try (RevWalk walk = new RevWalk(views.past().repository())) {
      String wanted = revision == null || revision.isBlank() ? "HEAD" : revision.strip();
      Optional<RevCommit> found = views.past().commit(wanted, walk);
      if (found.isEmpty()) {
        return views.unknown(wanted);
      }
      RevCommit commit = found.get();
      AnyObjectId before =
          commit.getParentCount() == 0
              ? FileChanges.EMPTY_TREE
              : walk.parseCommit(commit.getParent(0)).getTree();
      FileChanges all = new FileChanges(views.past());
      List<FileChanges.Change> changes = all.between(before, commit.getTree(), views.path());
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
      head.append(FileChanges.sum(changes)).append('\n');
      List<String> items = new ArrayList<>();
      changes.forEach(c -> items.add(c.line()));
      all.patch(changes, views.path()).lines().map(CommitView::shorter).forEach(items::add);
      return new ViewResult.Found(new Listing(head.toString(), items, views.tail()));
    }
  }

  private static String shorter(String line) {
    return line.length() <= 240 ? line : line.substring(0, 240) + " …";
  }
}
