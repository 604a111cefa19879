package dev.deployarchitect.build.cost;

import dev.deployarchitect.build.dockerfile.DockerIgnore;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How many bytes of the repository a build is sent, and {@code COPY . .} puts into a layer. */
public final class ContextSize {
  private ContextSize() {}

  /** The figure for the files that git would keep; a developer's own node_modules come on top. */
  public static Figure figure(String label, Workspace workspace, Optional<DockerIgnore> ignore) {
    List<String> sent =
        workspace.paths(p -> ignore.isEmpty() || !ignore.get().ignores(p)).stream().toList();
    double megabytes = sent.stream().mapToLong(workspace::size).sum() / 1e6;
    return new Figure.Measured(
        "build context, " + label,
        String.format(Locale.ROOT, "%.1f MB in %d files", megabytes, sent.size()),
        "the repository's files that .dockerignore lets through; .git and a local node_modules come"
            + " on top where it does not name them");
  }
}
