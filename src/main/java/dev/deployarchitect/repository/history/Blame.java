package dev.deployarchitect.repository.history;

import dev.deployarchitect.interrupt.Interruption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.blame.BlameGenerator;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Which commit wrote each line of a file as HEAD has it. */
record Blame(Past past) {
  /** Lines with one origin, from 1, both included. */
  private record Part(int from, int to, RevCommit commit) {}

  Listing of(String path, CommitLog.Lines lines, String tail) throws IOException {
    List<Part> parts = new ArrayList<>();
    try (BlameGenerator blame = new BlameGenerator(past.repository(), past.full(path));
        RevWalk walk = new RevWalk(past.repository())) {
      blame.setFollowFileRenames(true);
      blame.push(null, past.head(walk));
      while (blame.next()) {
        Interruption.check();
        int from = Math.max(lines.from(), blame.getResultStart() + 1);
        int to = Math.min(lines.to(), blame.getResultEnd());
        if (from <= to) {
          parts.add(new Part(from, to, walk.parseCommit(blame.getSourceCommit())));
        }
      }
    }
    parts.sort((a, b) -> Integer.compare(a.from(), b.from()));
    List<String> items = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      int to = part.to();
      while (i + 1 < parts.size() && parts.get(i + 1).commit().equals(part.commit())) {
        to = parts.get(++i).to();
      }
      items.add(
          "  %s  %s"
              .formatted(
                  part.from() == to ? "line " + to : "%d-%d".formatted(part.from(), to),
                  Past.line(part.commit())));
    }
    return new Listing("%s, lines by the commit that wrote them:%n".formatted(path), items, tail);
  }
}
