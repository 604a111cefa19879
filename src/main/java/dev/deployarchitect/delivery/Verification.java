package dev.deployarchitect.delivery;

import java.util.ArrayList;
import java.util.List;

/** Runs every fitting verifier over every file of a delivery. */
public record Verification(List<Verifier> verifiers) {

  public List<Delivered> verify(List<Artifact> artifacts) {
    return artifacts.stream().map(a -> new Delivered(a, evidence(a, artifacts))).toList();
  }

  private List<Evidence> evidence(Artifact artifact, List<Artifact> together) {
    List<Evidence> evidence = new ArrayList<>();
    for (Verifier verifier : verifiers) {
      if (verifier.verifies(artifact)) {
        evidence.addAll(verifier.verify(artifact, together));
      }
    }
    if (evidence.isEmpty()) {
      evidence.add(
          new Evidence.NotRun(
              "check", "no verifier knows this kind of file (" + artifact.name() + ")"));
    }
    return List.copyOf(evidence);
  }
}
