package dev.deployarchitect.delivery;

import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pipelines and Compose files name only scripts that are delivered with them or lie in the
 * repository: by path, such as {@code deploy/release.sh}, and by name in its package.json.
 */
public final class NamedScriptsVerifier implements Verifier {
  private static final String CHECK = "scripts that it names are there";

  /** After a program that runs scripts, or as a command by its path. */
  private static final Pattern BY_PATH =
      Pattern.compile(
          "(?m)(?:^|[\\s\"'(;&|])(?:(?:ba|da|z)?sh|node|python3?|source|\\.)[ \\t]+(?:\\./)?((?:[\\w.-]+/)+[\\w.-]+\\.(?:sh|mjs|cjs|js|py))\\b|(?:^|[\\s\"'(;&|])\\./((?:[\\w.-]+/)*[\\w.-]+\\.sh)\\b");

  private static final Pattern BY_NAME =
      Pattern.compile("\\b(?:npm|pnpm|yarn|bun) run ([\\w:.-]+)");

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.path().matches("(\\.github/workflows/[^/]+|\\.gitlab-ci)\\.ya?ml");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return verify(artifact, together, Surroundings.unknown());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together, Surroundings around) {
    List<String> missing =
        Stream.concat(
                BY_PATH
                    .matcher(artifact.content())
                    .results()
                    .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
                    .filter(path -> !there(path, together, around)),
                BY_NAME
                    .matcher(artifact.content())
                    .results()
                    .map(m -> m.group(1))
                    .filter(name -> !script(name, artifact, together, around))
                    .map(name -> "script '%s' of package.json".formatted(name)))
            .distinct()
            .toList();
    if (!missing.isEmpty() && !around.known()) {
      return List.of(
          new Evidence.NotRun(
              CHECK, "the repository is not known; it must have " + String.join(", ", missing)));
    }
    return List.of(
        OwnCheck.run(
            CHECK,
            artifact,
            () ->
                missing.stream()
                    .map(m -> "%s is neither delivered nor in the repository".formatted(m))
                    .toList()));
  }

  /** Steps run in the root or in a folder of their own, so any folder with the path counts. */
  private static boolean there(String path, List<Artifact> together, Surroundings around) {
    return !around.with(together, p -> p.equals(path) || p.endsWith("/" + path)).isEmpty();
  }

  private static boolean script(
      String name, Artifact artifact, List<Artifact> together, Surroundings around) {
    boolean elsewhere =
        artifact.content().contains("working-directory:") || artifact.content().contains("cd ");
    return around
        .with(together, p -> p.equals("package.json") || (elsewhere && p.endsWith("/package.json")))
        .stream()
        .map(a -> JsonReader.read(new Source(a.path(), a.content())))
        .map((Document json) -> json.at("scripts", name))
        .anyMatch(Optional::isPresent);
  }
}
