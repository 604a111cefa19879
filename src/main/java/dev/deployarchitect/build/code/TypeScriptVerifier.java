package dev.deployarchitect.build.code;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verifier;
import java.util.List;

/** TypeScript, and JavaScript of a TypeScript project, by the project's own compiler. */
public final class TypeScriptVerifier implements Verifier {
  private static final String CHECK = "tsc --noEmit";

  private final TypeCheck types;

  public TypeScriptVerifier(OutsideTool tools) {
    this.types = new TypeCheck(tools);
  }

  @Override
  public boolean verifies(Artifact artifact) {
    // Pulumi's programs have settings and a verifier of their own.
    return artifact.path().matches(".*\\.[cm]?tsx?") && !artifact.path().matches("(.*/)?pulumi/.*");
  }

  @Override
  public boolean takesLong() {
    return true;
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return verify(artifact, together, Surroundings.unknown());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together, Surroundings around) {
    if (!around.known()) {
      return List.of();
    }
    return List.of(
        switch (types.of(artifact, together, around)) {
          case TypeAnswer.NotRun(String why) -> new Evidence.NotRun(CHECK, why);
          case TypeAnswer.Ran(String settings, ProjectErrors errors) -> {
            List<String> delivered =
                TypeCheck.changed(together, around).stream()
                    .filter(this::verifies)
                    .map(Artifact::path)
                    .sorted()
                    .toList();
            yield errors.on(
                artifact,
                CHECK + " -p " + settings,
                delivered.indexOf(artifact.path()) <= 0,
                delivered);
          }
        });
  }
}
