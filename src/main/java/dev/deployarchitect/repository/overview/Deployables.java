package dev.deployarchitect.repository.overview;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What runs somewhere: images, processes, services that are built, applications, functions. */
record Deployables(Workspace workspace, ProjectProfile profile) {
  private static final Pattern DOCKERFILE =
      Pattern.compile("(.*/)?(Dockerfile|Containerfile)(\\.[\\w-]+)?|.*\\.[Dd]ockerfile");
  private static final Pattern COMPOSE =
      Pattern.compile("(.*/)?(docker-)?compose([.-][\\w.-]+)?\\.ya?ml");
  private static final Pattern PACKAGE = Pattern.compile("(.*/)?package\\.json");
  private static final int MANIFESTS = 200;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    workspace.paths(p -> DOCKERFILE.matcher(p).matches()).stream()
        .sorted(Comparator.comparing((String p) -> p.startsWith(".")).thenComparing(p -> p))
        .flatMap(p -> workspace.source(p).stream())
        .map(Deployables::image)
        .forEach(lines::add);
    workspace.paths(p -> p.matches("(.*/)?Procfile")).stream()
        .flatMap(p -> workspace.source(p).stream())
        .map(s ->
            s.path()
                + ": "
                + s.text()
                    .lines()
                    .filter(l -> l.matches("\\w+:.*"))
                    .map(Overview::shorter)
                    .collect(Collectors.joining("; ")))
        .forEach(lines::add);
    applications(lines);
    Overview.some(Topic.HOST, profile).ifPresent(lines::add);
    workspace.paths(p -> COMPOSE.matcher(p).matches()).stream()
        .flatMap(p -> workspace.source(p).stream())
        .map(Deployables::services)
        .flatMap(Optional::stream)
        .forEach(lines::add);
    return lines;
  }

  /** The last stage's base, and what it starts. */
  private static String image(Source source) {
    List<String> froms = new ArrayList<>();
    String start = "";
    for (int line = 1; line <= source.lineCount(); line++) {
      String text = source.lineText(line).strip();
      if (text.regionMatches(true, 0, "FROM ", 0, 5)) {
        froms.add(text.substring(5).strip());
      }
      if (text.matches("(?i)(CMD|ENTRYPOINT) .*")) {
        start = ", %s (line %d)".formatted(Overview.shorter(text), line);
      }
    }
    return "image %s: %d stages, %s%s"
        .formatted(
            source.path(),
            froms.size(),
            froms.isEmpty() ? "no FROM" : "last FROM " + Overview.shorter(froms.getLast()),
            start);
  }

  private static Optional<String> services(Source source) {
    List<Node.Entry> services =
        YamlReader.read(source).root().flatMap(r -> r.at("services")).stream()
            .flatMap(s -> s.entries().stream())
            .toList();
    if (services.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: %s"
            .formatted(
                source.path(),
                services.stream()
                    .limit(8)
                    .map(s ->
                        s.key().text()
                            + s.value()
                                .textAt("image")
                                .map(i -> " " + i)
                                .orElse(s.value().at("build").isPresent() ? " (built)" : ""))
                    .collect(Collectors.joining(", "))));
  }

  /** Packages that can be started. */
  private void applications(List<String> lines) {
    List<String> manifests =
        workspace.paths(p -> PACKAGE.matcher(p).matches() && !p.contains("/test"));
    for (String path : manifests.subList(0, Math.min(MANIFESTS, manifests.size()))) {
      workspace
          .source(path)
          .flatMap(s -> JsonReader.read(s).root())
          .flatMap(r -> r.textAt("scripts", "start"))
          .ifPresent(start ->
              lines.add("application %s: start = %s".formatted(path, Overview.shorter(start))));
    }
  }
}
