package dev.deployarchitect.project.stack;

import dev.deployarchitect.project.NextApplication;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what a repository deploys is a Node.js application, as the generators for Node.js ask. A
 * package.json for the assets or the front end of another application does not make it one.
 *
 * @param clear whether the Node.js application can be told from the others
 * @param others what else there is; where {@code clear}, what a generator for Node.js leaves alone
 */
public record NodeFit(boolean clear, List<OtherStack> others) {
  private static final List<String> SERVERS =
      List.of(
          "next",
          "nuxt",
          "astro",
          "@remix-run/node",
          "@react-router/node",
          "@sveltejs/kit",
          "@nestjs/core",
          "@adonisjs/core",
          "express",
          "fastify",
          "hono",
          "koa",
          "@hapi/hapi");

  /**
   * Judges the application of the root.
   *
   * @param fromSource whether a host builds it from the source, so that no Dockerfile is used
   */
  public static NodeFit of(Workspace workspace, ProjectProfile profile, boolean fromSource) {
    List<OtherStack> others = new ArrayList<>(OtherStack.of(workspace));
    List<OtherStack> image =
        Stream.of("Dockerfile", "dockerfile", "Containerfile")
            .flatMap(p -> workspace.source(p).stream())
            .limit(1)
            .flatMap(source -> OtherStack.ofImage(source).stream())
            .toList();
    if (others.stream().noneMatch(o -> o.folder().isEmpty())) {
      others.addAll(image);
    }
    boolean own = image.isEmpty() && workspace.source("Dockerfile").isPresent();
    boolean inRoot = others.stream().anyMatch(o -> o.folder().isEmpty());
    boolean server = server(workspace, "package.json");
    boolean clear =
        others.isEmpty()
            || (fromSource && (server || nextPackage(workspace, profile)))
            || (image.isEmpty() && inRoot && server && own)
            || (image.isEmpty() && !inRoot && (server || own || ownPackage(workspace, profile)));
    return new NodeFit(clear, List.copyOf(others));
  }

  private static boolean server(Workspace workspace, String manifest) {
    return workspace
        .source(manifest)
        .map(JsonReader::read)
        .filter(json ->
            SERVERS.stream().anyMatch(name -> json.at("dependencies", name).isPresent())
                || json.textAt("scripts", "start").filter(s -> s.matches("node .*")).isPresent())
        .isPresent();
  }

  private static boolean nextPackage(Workspace workspace, ProjectProfile profile) {
    return !NextApplication.ofPackages(workspace, profile).isEmpty();
  }

  /** A package with a server of Node.js and a Dockerfile of its own. */
  private static boolean ownPackage(Workspace workspace, ProjectProfile profile) {
    return profile
        .about(Topic.PACKAGE)
        .map(p -> p.detail())
        .anyMatch(folder ->
            server(workspace, Paths.in(folder, "package.json"))
                && workspace
                    .source(Paths.in(folder, "Dockerfile"))
                    .filter(d -> ImageRuntime.foreign(d).isEmpty())
                    .isPresent());
  }

  /** {@code Django (manage.py:9), Go (cmd/agent/main.go:1)}. */
  public String said() {
    return others.stream().map(OtherStack::said).collect(Collectors.joining(", "));
  }

  /** Why a tool for Node.js writes nothing here. */
  public String refusal(String tool) {
    return "%s knows Node.js applications, and this repository's application is not clearly one. Seen: %s. The package.json in the root has no server of Node.js with a Dockerfile or a host of its own, so it may be for assets or a front end alone. How the others are tested, migrated and deployed is not known here: nothing was written, and nothing that is there should be deleted for it. Where the Node.js part is deployed on its own, give it a Dockerfile of its own, or call on its folder as the workspace."
        .formatted(tool, said());
  }
}
