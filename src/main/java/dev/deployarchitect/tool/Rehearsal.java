package dev.deployarchitect.tool;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Delta;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.finding.Suppressions;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads delivered files as if they lay in a repository, and lists what our rules say of them. */
public final class Rehearsal {
  private Rehearsal() {}

  /** The findings on {@code artifact} at {@code least} or worse, one line each. */
  public static List<String> faults(
      Reviewer reviewer, Artifact artifact, List<Artifact> together, Severity least) {
    try (GivenText.Folder folder = GivenText.folder(together)) {
      Workspace workspace = folder.workspace();
      return workspace.source(artifact.path()).isEmpty()
          ? List.of(artifact.path() + " cannot be read")
          : lines(found(reviewer, artifact.path(), workspace, ProjectProfile.of(workspace), least));
    }
  }

  /**
   * The same in the repository that the file is for. Where it changes a file, what the rules said
   * of that before is not held against it.
   */
  static OwnCheck.Outcome inRepository(
      Reviewer reviewer,
      Artifact artifact,
      List<Artifact> together,
      Surroundings around,
      Severity least) {
    Workspace before = around.workspace().orElseThrow();
    ProjectProfile profile = around.profile().orElseThrow();
    Map<String, Optional<String>> texts = new HashMap<>();
    together.forEach(a -> texts.put(a.path(), Optional.of(a.content())));
    texts.put(artifact.path(), Optional.of(artifact.content()));
    List<Finding> now = found(reviewer, artifact.path(), before.with(texts), profile, least);
    Optional<Source> was = before.source(artifact.path());
    if (was.isEmpty() || was.get().text().equals(artifact.content())) {
      return new OwnCheck.Outcome(lines(now), "");
    }
    List<Finding> old = found(reviewer, artifact.path(), before, profile, least);
    List<Finding> fresh = Delta.of(old, now).fresh();
    int stay = now.size() - fresh.size();
    return new OwnCheck.Outcome(
        lines(fresh),
        stay == 0
            ? ""
            : stay == 1
                ? "1 finding was there before and stays"
                : "%d findings were there before and stay".formatted(stay));
  }

  private static List<Finding> found(
      Reviewer reviewer, String path, Workspace workspace, ProjectProfile profile, Severity least) {
    Source source = workspace.source(path).orElseThrow();
    List<Finding> raw =
        reviewer.review(List.of(path), workspace, profile).stream()
            .filter(f -> f.span().source().equals(source))
            .toList();
    return Suppressions.apply(source, raw, reviewer.rules()).kept().stream()
        .filter(f -> f.rule().severity().reaches(least) && !f.rule().strict())
        .toList();
  }

  private static List<String> lines(List<Finding> findings) {
    return findings.stream()
        .map(f -> "%s %s %s".formatted(f.span().place(), f.rule().id(), f.message()))
        .toList();
  }
}
