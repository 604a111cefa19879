package dev.deployarchitect.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One check by an outside program.
 *
 * @param arguments with {@code FILE} where the file's name goes
 * @param adds what it would add, for {@code doctor} and for NotRun
 * @param unusable what it says where it is installed and still cannot work, such as a client
 *     without its server
 */
public record OutsideCheck(
    String program,
    List<String> versionArguments,
    List<String> arguments,
    IntPredicate passes,
    String adds,
    Pattern unusable) {

  /** For a program that works wherever it is installed. */
  public OutsideCheck(
      String program,
      List<String> versionArguments,
      List<String> arguments,
      IntPredicate passes,
      String adds) {
    this(program, versionArguments, arguments, passes, adds, Pattern.compile("(?!)"));
  }

  public String label() {
    return (program + " " + String.join(" ", arguments)).replace(" FILE", "").strip();
  }

  /** The first line of what the program says of its version, or empty where it is missing. */
  public Optional<String> version(OutsideTool tools) {
    return tools
        .find(program)
        .map(path -> {
          try {
            String said = tools.version(path, versionArguments);
            return said.lines()
                .filter(l -> l.matches(".*\\d+\\.\\d+.*"))
                .findFirst()
                .orElse("unknown version")
                .strip();
          } catch (IOException e) {
            return "unknown version";
          }
        });
  }

  public Evidence run(Artifact artifact, OutsideTool tools) {
    return run(artifact, Map.of(), tools);
  }

  /** Runs on the artifact with other files, by name, beside it. */
  public Evidence run(Artifact artifact, Map<String, String> beside, OutsideTool tools) {
    Optional<Path> path = tools.find(program);
    if (path.isEmpty()) {
      return new Evidence.NotRun(label(), program + " is not installed; it would check " + adds);
    }
    List<String> filled =
        arguments.stream().map(a -> a.equals("FILE") ? artifact.name() : a).toList();
    Map<String, String> files = new HashMap<>(beside);
    files.put(artifact.name(), artifact.content());
    try {
      String version = version(tools).orElse("unknown version");
      OutsideTool.Run run = tools.run(path.get(), filled, files);
      String said = run.output().strip();
      Matcher cannot = unusable.matcher(said);
      if (!passes.test(run.exit()) && cannot.find()) {
        return new Evidence.NotRun(label(), "%s says '%s'".formatted(program, cannot.group()));
      }
      return verdict(artifact, version, run, said);
    } catch (IOException e) {
      return new Evidence.NotRun(label(), "%s %s".formatted(program, e.getMessage()));
    }
  }

  /** What a run came to: passed or failed, on which bytes, by which version. */
  public Evidence verdict(Artifact on, String version, OutsideTool.Run run, String said) {
    return passes.test(run.exit())
        ? new Evidence.Passed(label(), version, on.sha256(), run.took(), said)
        : new Evidence.Failed(label(), version, on.sha256(), run.took(), said);
  }
}
