package dev.deployarchitect.finding;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.interrupt.TimeIsUpException;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Files that one analyzer reads, each in a limited time: one that takes longer is named, and the
 * others are reviewed without it.
 */
public record TimedReview(Duration perFile) {
  /** A hundred times what a file of the largest size that is read takes on a slow machine. */
  public static final TimedReview DEFAULT = new TimedReview(Duration.ofSeconds(10));

  /** Of many files most take a small part of it. */
  private static final int FURTHER = 20;

  /** What was found, and sentences on files that were not analysed. */
  public record Outcome(List<Finding> findings, List<String> notAnalysed) {}

  public Outcome run(
      Reviewer reviewer, List<String> paths, Workspace workspace, ProjectProfile profile) {
    Duration together = perFile.plus(perFile.multipliedBy(paths.size() / FURTHER));
    List<Finding> findings = new ArrayList<>();
    Optional<String> why = attempt(together, reviewer, paths, workspace, profile, findings);
    if (why.isEmpty()) {
      return new Outcome(findings, List.of());
    }
    if (paths.size() == 1) {
      return new Outcome(List.of(), List.of(paths.getFirst() + " " + why.get()));
    }
    List<String> not = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    Workspace without = workspace;
    for (String path : paths) {
      Optional<String> alone =
          attempt(perFile, reviewer, List.of(path), workspace, profile, new ArrayList<>());
      if (alone.isPresent()) {
        not.add(path + " " + alone.get());
        without = without.with(path, "");
      } else {
        rest.add(path);
      }
    }
    attempt(together, reviewer, rest, without, profile, findings)
        .ifPresent(reason -> rest.forEach(path -> not.add(path + " " + reason)));
    return new Outcome(findings, List.copyOf(not));
  }

  /** Why it did not come to an end; empty where it did. */
  private static Optional<String> attempt(
      Duration limit,
      Reviewer reviewer,
      List<String> paths,
      Workspace workspace,
      ProjectProfile profile,
      List<Finding> out) {
    try {
      out.addAll(Interruption.within(limit, () -> reviewer.review(paths, workspace, profile)));
      return Optional.empty();
    } catch (TimeIsUpException e) {
      return Optional.of("takes longer than %d s.".formatted(limit.toSeconds()));
    } catch (StackOverflowError e) {
      return Optional.of("nests too deeply.");
    }
  }
}
