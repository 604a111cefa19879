package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Dockerfile;
import dev.deployarchitect.build.dockerfile.ImageName;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;

/** What a Dockerfile rule looks at: the file, its build context and the project. */
record DockerfileSubject(Dockerfile file, Workspace workspace, ProjectProfile profile) {

  /** The ignore file BuildKit would take: the Dockerfile's own, or that of the context. */
  Optional<Source> ignoreFile() {
    String path = file.source().path();
    return List.of(
            path + ".dockerignore", Paths.in(Paths.folder(path), ".dockerignore"), ".dockerignore")
        .stream()
        .flatMap(p -> workspace.source(p).stream())
        .findFirst();
  }

  /** Whether {@code path} of the context is kept out of it. */
  boolean ignored(String path) {
    return ignoreFile().filter(source -> ignores(source.text(), path)).isPresent();
  }

  private static boolean ignores(String text, String path) {
    IgnoreNode node = new IgnoreNode();
    try {
      // In a .dockerignore a pattern is anchored; git anchors those with a leading slash.
      String anchored =
          text.lines()
              .map(String::strip)
              .map(l ->
                  l.startsWith("#") || l.isEmpty() || l.startsWith("**/")
                      ? l
                      : l.startsWith("!")
                          ? "!/" + l.substring(1).replaceFirst("^/", "")
                          : "/" + l.replaceFirst("^\\./", "").replaceFirst("^/", ""))
              .reduce("", (a, b) -> a + b + "\n");
      node.parse(new ByteArrayInputStream(anchored.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("an array does not fail", e);
    }
    return Boolean.TRUE.equals(node.checkIgnored(path, false));
  }

  /** Whether the final image is the work of a Node application of this project. */
  boolean isNode() {
    return file.stages().stream().anyMatch(s -> ImageName.of(file.expand(s.base())).isNode())
        || file.instructions()
            .anyMatch(i ->
                i.is("RUN") && i.shell().named("npm", "pnpm", "yarn", "bun").findAny().isPresent());
  }
}
