package dev.deployarchitect.build.code;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Python by the machine's own parser: the file is read, and nothing of it runs. */
public final class PythonVerifier implements Verifier {
  private static final String CHECK = "python3 ast.parse";

  /** Its words go to the output; where the file is at fault, it ends with 3. */
  private static final String PROGRAM =
      """
      import ast, sys
      try:
          ast.parse(open(sys.argv[1], 'rb').read(), sys.argv[1])
      except (SyntaxError, ValueError) as e:
          print(f"{sys.argv[1]}:{getattr(e, 'lineno', 0)}:{getattr(e, 'offset', 0)} {getattr(e, 'msg', e)}")
          sys.exit(3)
      """;

  private final OutsideTool tools;

  public PythonVerifier(OutsideTool tools) {
    this.tools = tools;
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.path().endsWith(".py");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    String why = "python3 is not installed; it would parse the file";
    // A version manager's first python3 may be a script that needs more than a clean environment.
    for (Path python : tools.all("python3").toList()) {
      try {
        String version = tools.version(python, List.of("-I", "--version")).strip();
        if (!version.matches("Python 3\\.\\d.*")) {
          why = "%s does not start".formatted(python);
          continue;
        }
        OutsideTool.Run run =
            tools.run(
                python,
                List.of("-I", "-c", PROGRAM, artifact.path()),
                Map.of(artifact.path(), artifact.content()));
        String said = run.output().strip();
        return List.of(
            run.exit() == 0
                ? new Evidence.Passed(CHECK, version, artifact.sha256(), run.took(), "")
                : run.exit() == 3
                    ? new Evidence.Failed(CHECK, version, artifact.sha256(), run.took(), said)
                    : new Evidence.NotRun(CHECK, "python3 could not work here: " + said));
      } catch (IOException e) {
        why = "python3 " + e.getMessage();
      }
    }
    return List.of(new Evidence.NotRun(CHECK, why));
  }
}
