package dev.deployarchitect.repository.overview;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Visible;
import dev.deployarchitect.tool.Tier;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sections of the overview, each cut to its room, together within 4,000 characters. */
record Overview(Workspace workspace, ProjectProfile profile) {
  private static final int WHOLE = 4_000;
  private static final int ROOM = 760;
  private static final int SHOWN = 4;

  String text() {
    StringBuilder out =
        new StringBuilder(
            "Workspace: %s, %,d files%s%n"
                .formatted(profile.name(), workspace.files().paths().size(), readme()));
    section(out, "What it is", whatItIs());
    section(out, "What is deployed", new Deployables(workspace, profile).lines());
    section(out, "How it ships", new Shipping(workspace).lines());
    section(out, "Its data", new DataPlaces(workspace, profile).lines());
    section(out, "Risky places", new RiskyPlaces(workspace, profile).lines());
    out.append("Not seen: ").append(notSeen()).append('\n');
    Map<String, Long> counts =
        profile.facts().stream()
            .collect(
                Collectors.groupingBy(f -> f.topic().label(), TreeMap::new, Collectors.counting()));
    if (!counts.isEmpty()) {
      out.append("All facts of a topic with topic: ")
          .append(
              counts.entrySet().stream()
                  .map(e -> e.getKey() + " " + e.getValue())
                  .collect(Collectors.joining(", ")))
          .append(".\n");
    }
    return Tier.cut(out.toString(), WHOLE);
  }

  private static void section(StringBuilder out, String title, List<String> lines) {
    out.append(title).append(":\n");
    if (lines.isEmpty()) {
      out.append("  nothing that is known here\n");
    }
    int used = 0;
    int shown = 0;
    for (String line : lines) {
      String cut = line.length() <= 230 ? line : line.substring(0, 229) + "…";
      if (used + cut.length() > ROOM && shown > 0) {
        break;
      }
      out.append("  ").append(Visible.line(cut)).append('\n');
      used += cut.length() + 3;
      shown++;
    }
    if (shown < lines.size()) {
      out.append("  and %d more lines of the kind%n".formatted(lines.size() - shown));
    }
  }

  /** The first heading, the team's own words for what this is. */
  private String readme() {
    return Optional.of("README.md").flatMap(workspace::source).stream()
        .flatMap(s -> s.text().lines().limit(60))
        .filter(l -> l.matches("#\\s+.*\\w.*"))
        .map(l -> l.replaceAll("^#\\s+|<[^>]*>|!?\\[|\\]\\([^)]*\\)", "").strip())
        .filter(l -> !l.isEmpty())
        .findFirst()
        .map(l -> "; README: " + (l.length() <= 90 ? l : l.substring(0, 89) + "…"))
        .orElse("");
  }

  private List<String> whatItIs() {
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
      some(topic, profile).ifPresent(lines::add);
    }
    String languages = byExtension();
    if (!languages.isEmpty()) {
      lines.add(languages);
    }
    return lines;
  }

  /** A line of the first facts of a topic with their places. */
  static Optional<String> some(Topic topic, ProjectProfile profile) {
    List<Fact> facts = profile.about(topic).toList();
    return facts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: %s%s"
                .formatted(
                    topic.label(),
                    facts.stream()
                        .limit(SHOWN)
                        .map(InspectProject::line)
                        .collect(Collectors.joining(", ")),
                    facts.size() > SHOWN ? ", and %d more".formatted(facts.size() - SHOWN) : ""));
  }

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

  private String notSeen() {
    List<String> missing = new ArrayList<>();
    for (Topic topic :
        List.of(
            Topic.LOCKFILE,
            Topic.CI,
            Topic.CONTAINER,
            Topic.HOST,
            Topic.IAC,
            Topic.DATABASE,
            Topic.HEALTH_ROUTE,
            Topic.ERROR_TRACKING,
            Topic.APM)) {
      boolean other = topic == Topic.LOCKFILE && locked();
      if (!profile.has(topic) && !other) {
        missing.add(topic.label());
      }
    }
    boolean tests =
        workspace.files().paths().stream()
            .anyMatch(p ->
                p.matches(
                    "(.*/)?(tests?|spec|__tests__|e2e)/.*|.*[._](test|spec)\\.\\w+|(.*/)?test_.*\\.py|.*_test\\.go"));
    if (!tests) {
      missing.add("tests");
    }
    return (missing.isEmpty() ? "nothing of the usual" : String.join(", ", missing))
        + " (routes, hosts and services are detected by files and by JavaScript's packages: what other code does is found by search_code).";
  }

  /** By a lock file of another stack than those whose installation is generated. */
  private boolean locked() {
    return workspace.files().paths().stream()
        .anyMatch(p ->
            p.matches(
                "(.*/)?(Gemfile\\.lock|poetry\\.lock|uv\\.lock|Pipfile\\.lock|go\\.sum|Cargo\\.lock|composer\\.lock|mix\\.lock|packages\\.lock\\.json|gradle\\.lockfile)"));
  }

  /** Lines of a file that a test accepts, with their places. */
  static List<String> places(Source source, java.util.regex.Pattern pattern, int most) {
    List<String> found = new ArrayList<>();
    for (int line = 1; line <= source.lineCount() && found.size() < most; line++) {
      String text = source.lineText(line);
      if (text.length() < 1_000 && pattern.matcher(text).find()) {
        found.add("%s:%d %s".formatted(source.path(), line, shorter(text.strip())));
      }
    }
    return found;
  }

  static String shorter(String text) {
    return text.length() <= 90 ? text : text.substring(0, 89) + "…";
  }
}
