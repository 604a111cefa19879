package dev.deployarchitect.build.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.syntax.ecmascript.Script;
import dev.deployarchitect.syntax.ecmascript.ScriptToken;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.TextEdit;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/** Adds {@code output: "standalone"} to a Next.js configuration, by one edit. */
final class StandaloneOutput {
  private StandaloneOutput() {}

  /** The patched configuration, or a new one where none exists; empty where no place is sure. */
  static Optional<Artifact> patch(Workspace workspace) {
    return patch(workspace, "");
  }

  /** The same for the application in {@code folder}; empty for the root. */
  static Optional<Artifact> patch(Workspace workspace, String folder) {
    List<String> configs =
        workspace.paths(p ->
            Paths.folder(p).equals(folder)
                && Paths.name(p).matches("next\\.config\\.(js|mjs|cjs|ts|mts)"));
    if (configs.isEmpty()) {
      return Optional.of(
          artifact(
              Paths.in(folder, "next.config.mjs"),
              """
              /** @type {import('next').NextConfig} */
              export default {
                output: "standalone",
              };
              """));
    }
    return workspace.source(configs.getFirst()).flatMap(StandaloneOutput::patch);
  }

  private static Optional<Artifact> patch(Source source) {
    return objectStart(Script.read(source))
        .map(brace -> {
          boolean empty = source.text().startsWith("}", brace);
          String line = "\n  output: \"standalone\"," + (empty ? "\n" : "");
          TextEdit edit = new TextEdit(source.span(brace, brace), line);
          return artifact(source.path(), TextEdit.apply(source.text(), List.of(edit)));
        });
  }

  /** Just behind the opening brace of the configuration object, however it is exported. */
  private static Optional<Integer> objectStart(Script script) {
    List<ScriptToken> tokens = script.tokens();
    for (int i = 1; i < tokens.size(); i++) {
      boolean assigned = tokens.get(i - 1).is("=") || tokens.get(i - 1).is("default");
      boolean config =
          i >= 2
              && (tokens.get(i - 2).text().matches("(?i).*config|exports")
                  || tokens.get(i - 1).is("default"));
      if (tokens.get(i).is("{") && assigned && config) {
        return Optional.of(tokens.get(i).span().end());
      }
    }
    return Optional.empty();
  }

  private static Artifact artifact(String path, String text) {
    return new Artifact(
        path, text, "makes Next.js trace the files a server needs into .next/standalone");
  }
}
