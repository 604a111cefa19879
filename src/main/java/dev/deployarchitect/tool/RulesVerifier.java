package dev.deployarchitect.tool;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the files a reader reads: by our rules, then by outside programs.
 *
 * @param label of the check by our rules
 * @param open what cannot be checked here, said with every file
 */
public record RulesVerifier(
    String label,
    Reviewer reviewer,
    List<OutsideCheck> checks,
    OutsideTool tools,
    List<Evidence> open)
    implements Verifier {

  @Override
  public boolean verifies(Artifact artifact) {
    return reviewer.reads(artifact.path());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return verify(artifact, together, Surroundings.unknown());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together, Surroundings around) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        OwnCheck.check(
            label,
            artifact,
            () ->
                around.known()
                    ? Rehearsal.inRepository(reviewer, artifact, together, around, Severity.LOW)
                    : new OwnCheck.Outcome(
                        Rehearsal.faults(reviewer, artifact, together, Severity.LOW), "")));
    checks.forEach(check -> evidence.add(check.run(artifact, tools)));
    evidence.addAll(open);
    return List.copyOf(evidence);
  }
}
