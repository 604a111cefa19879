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
                .formatted(
                    profile.name(),
                    workspace.files().paths().size(),
                    new Nature(workspace, profile).readme()));
    section(out, "What it is", new Nature(workspace, profile).lines());
    section(out, "What is deployed", new Deployables(workspace, profile).lines());
    section(out, "How it ships", new Shipping(workspace).lines());
    section(out, "Its data", new DataPlaces(workspace, profile).lines());
    section(out, "Risky places", new RiskyPlaces(workspace, profile).lines());
    out.append("Not seen: ").append(new Absent(workspace, profile).said()).append('\n');
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
