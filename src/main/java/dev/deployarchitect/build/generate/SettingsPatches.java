package dev.deployarchitect.build.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.JsonEdit;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.TextEdit;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Smallest changes to package.json, turbo.json and nx.json, each by one edit. */
final class SettingsPatches {
  /** The script that builds in an image: the project's own without its commands on a database. */
  static final String IMAGE_SCRIPT = "build:image";

  private SettingsPatches() {}

  static Optional<Artifact> imageScript(Workspace workspace, String command) {
    return patch(
        workspace,
        "package.json",
        "adds a script that builds without touching a database",
        json ->
            JsonEdit.add(json, IMAGE_SCRIPT, '"' + command.replace("\\", "\\\\") + '"', "scripts"));
  }

  /** Task caches that keep nothing because the build does not say what it writes. */
  static List<Artifact> taskCaches(Workspace workspace) {
    String outputs = "[\".next/**\", \"!.next/cache/**\", \"dist/**\"]";
    return Stream.of(
            patch(
                workspace,
                "turbo.json",
                "names what the build writes, without which Turborepo caches its log alone",
                json ->
                    json.at("extends").isPresent()
                        ? Optional.empty()
                        : JsonEdit.add(json, "outputs", outputs, "tasks", "build")
                            .or(() -> JsonEdit.add(json, "outputs", outputs, "pipeline", "build"))),
            patch(
                workspace,
                "nx.json",
                "lets Nx cache the build, which it does by itself for inferred targets alone",
                json -> JsonEdit.add(json, "cache", "true", "targetDefaults", "build")))
        .flatMap(Optional::stream)
        .toList();
  }

  private interface Change {
    Optional<TextEdit> of(Document json);
  }

  private static Optional<Artifact> patch(
      Workspace workspace, String path, String purpose, Change change) {
    Optional<Source> source = workspace.source(path);
    return source
        .map(JsonReader::read)
        .filter(json -> json.problems().isEmpty())
        .flatMap(change::of)
        .map(edit ->
            new Artifact(path, TextEdit.apply(source.get().text(), List.of(edit)), purpose));
  }
}
