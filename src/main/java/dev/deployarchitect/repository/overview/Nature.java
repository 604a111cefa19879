package dev.deployarchitect.repository.overview;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a repository is: languages, frameworks, tools, and the team's own words for it. */
record Nature(Workspace workspace, ProjectProfile profile) {
  private static final int SHOWN = 4;

  private static final Map<String, String> CODE =
      Map.ofEntries(
          Map.entry("ts", "TypeScript"),
          Map.entry("tsx", "TypeScript"),
          Map.entry("js", "JavaScript"),
          Map.entry("jsx", "JavaScript"),
          Map.entry("py", "Python"),
          Map.entry("rb", "Ruby"),
          Map.entry("go", "Go"),
          Map.entry("java", "Java"),
          Map.entry("kt", "Kotlin"),
          Map.entry("php", "PHP"),
          Map.entry("cs", "C#"),
          Map.entry("rs", "Rust"),
          Map.entry("ex", "Elixir"),
          Map.entry("swift", "Swift"));

  /** The first heading, the team's own words for what this is. */
  String readme() {
    return Optional.of("README.md").flatMap(workspace::source).stream()
        .flatMap(s -> s.text().lines().limit(60))
        .filter(l -> l.matches("#\\s+.*\\w.*"))
        .map(l -> l.replaceAll("^#\\s+|<[^>]*>|!?\\[|\\]\\([^)]*\\)", "").strip())
        .filter(l -> !l.isEmpty())
        .findFirst()
        .map(l -> "; README: " + (l.length() <= 90 ? l : l.substring(0, 89) + "…"))
        .orElse("");
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Topic topic :
        List.of(
            Topic.LANGUAGE,
            Topic.FRAMEWORK,
            Topic.RUNTIME,
            Topic.PACKAGE_MANAGER,
            Topic.MONOREPO,
            Topic.AUTH,
            Topic.ERROR_TRACKING,
            Topic.APM)) {
      Overview.some(topic, profile).ifPresent(lines::add);
    }
    lines.add(byExtension());
    return lines.stream().filter(l -> !l.isEmpty()).toList();
  }

  private String byExtension() {
    Map<String, Long> counts =
        workspace.files().paths().stream()
            .map(p -> CODE.getOrDefault(p.substring(p.lastIndexOf('.') + 1), ""))
            .filter(l -> !l.isEmpty())
            .collect(Collectors.groupingBy(l -> l, TreeMap::new, Collectors.counting()));
    return counts.isEmpty()
        ? ""
        : "files: "
            + counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(SHOWN)
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
  }
}
