package dev.deployarchitect.tool;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.finding.Suppressions;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.Optional;

/** Reads delivered files as if they lay in a repository, and lists what our rules say of them. */
public final class Rehearsal {
  private Rehearsal() {}

  /** The findings on {@code artifact} at {@code least} or worse, one line each. */
  public static List<String> faults(
      Reviewer reviewer, Artifact artifact, List<Artifact> together, Severity least) {
    try (GivenText.Folder folder = GivenText.folder(together)) {
      Optional<Source> source = folder.workspace().source(artifact.path());
      if (source.isEmpty()) {
        return List.of(artifact.path() + " cannot be read");
      }
      List<Finding> raw =
          reviewer.review(
              List.of(artifact.path()), folder.workspace(), ProjectProfile.of(folder.workspace()));
      return Suppressions.apply(
              source.get(),
              raw.stream().filter(f -> f.span().source().equals(source.get())).toList(),
              reviewer.rules())
          .kept()
          .stream()
          .filter(f -> f.rule().severity().reaches(least) && !f.rule().strict())
          .map(f -> "%s %s %s".formatted(f.span().place(), f.rule().id(), f.message()))
          .toList();
    }
  }
}
