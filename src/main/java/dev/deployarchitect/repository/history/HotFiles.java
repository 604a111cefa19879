package dev.deployarchitect.repository.history;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.repository.search.FileKind;
import dev.deployarchitect.text.Visible;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.AndRevFilter;
import org.eclipse.jgit.revwalk.filter.CommitTimeRevFilter;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Which files change most, and by how many people: merges count where they were made. */
record HotFiles(Past past) {
  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final int SWEEPING = 300;

  /** One file's commits and the people who made them. */
  private record Heat(int commits, Set<String> people) {}

  Listing since(Instant moment, String path, String label, String tail) throws IOException {
    Map<String, Heat> heat = new HashMap<>();
    Set<String> people = new HashSet<>();
    int commits = 0;
    int sweeping = 0;
    boolean whole = true;
    long end = System.nanoTime() + LIMIT.toNanos();
    try (RevWalk walk = new RevWalk(past.repository())) {
      walk.markStart(past.head(walk));
      walk.setRevFilter(
          AndRevFilter.create(
              CommitTimeRevFilter.after(moment.toEpochMilli()), RevFilter.NO_MERGES));
      for (RevCommit commit : walk) {
        Interruption.check();
        whole = System.nanoTime() - end < 0;
        if (!whole) {
          break;
        }
        List<String> touched = touched(commit, walk, path);
        if (touched.isEmpty()) {
          continue;
        }
        commits++;
        people.add(Past.person(commit));
        // A change of everything, such as of a licence line, makes nothing hot.
        if (touched.size() > SWEEPING) {
          sweeping++;
          continue;
        }
        for (String file : touched) {
          Heat known = heat.getOrDefault(file, new Heat(0, new HashSet<>()));
          known.people().add(Past.person(commit));
          heat.put(file, new Heat(known.commits() + 1, known.people()));
        }
      }
    }
    List<Map.Entry<String, Heat>> sorted = new ArrayList<>(heat.entrySet());
    sorted.sort(
        Comparator.comparing((Map.Entry<String, Heat> e) -> FileKind.of(e.getKey()))
            .thenComparing(
                Comparator.comparingInt((Map.Entry<String, Heat> e) -> e.getValue().commits())
                    .reversed())
            .thenComparing(Map.Entry::getKey));
    String head =
        "Since %s: %d commits by %d people in %d files%s. Own files first, then tests, then generated ones:%n"
            .formatted(
                label,
                commits,
                people.size(),
                heat.size(),
                sweeping == 0
                    ? ""
                    : "; %d commits of over %d files each are not counted"
                        .formatted(sweeping, SWEEPING));
    List<String> items =
        sorted.stream()
            .map(e ->
                "  %d commits, %d people  %s"
                    .formatted(
                        e.getValue().commits(),
                        e.getValue().people().size(),
                        Visible.line(e.getKey())))
            .toList();
    return new Listing(
        head, items, (whole ? "" : "Stopped after 15 s: older commits are not counted.\n") + tail);
  }

  private List<String> touched(RevCommit commit, RevWalk walk, String path) throws IOException {
    List<String> found = new ArrayList<>();
    try (TreeWalk tree = new TreeWalk(past.repository())) {
      if (commit.getParentCount() == 0) {
        tree.addTree(new EmptyTreeIterator());
      } else {
        tree.addTree(walk.parseCommit(commit.getParent(0)).getTree());
      }
      tree.addTree(commit.getTree());
      tree.setRecursive(true);
      tree.setFilter(past.touching(path));
      while (tree.next()) {
        found.add(past.own(tree.getPathString()));
      }
    }
    return found;
  }
}
