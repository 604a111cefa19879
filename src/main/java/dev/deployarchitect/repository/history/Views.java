package dev.deployarchitect.repository.history;

import dev.deployarchitect.text.Visible;
import dev.deployarchitect.tool.Candidates;
import dev.deployarchitect.workspace.Secrets;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  private static final String USUAL = "90 days";

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

  ViewResult unknown(String revision) throws IOException {
    return new ViewResult.Unknown(
        Candidates.unknown("commit, tag, branch or day", revision, past.names()));
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
}
