package dev.deployarchitect.build.nextjs;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Experimental options of Next.js that the project's own release has and that could speed builds.
 */
public final class NextSettings {
  private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
  private static final Pattern CUSTOM_WEBPACK =
      Pattern.compile("\\bwebpack\\s*[:(]|\\bwithSentryConfig\\b");

  private final DatedTable table;

  public NextSettings(Content content) {
    this.table = DatedTable.read(content.text("tools/build/generate_dockerfile/next-settings.tsv"));
  }

  /** A sentence per option, none where the release does not have it or the project sets it. */
  public List<String> worthTrying(Workspace workspace, ProjectProfile profile) {
    Optional<Integer> release =
        profile.find(Topic.FRAMEWORK, "next").map(Fact::detail).flatMap(NextSettings::release);
    String config =
        workspace.paths(p -> p.matches("(.*/)?next\\.config\\.\\w+")).stream()
            .flatMap(p -> workspace.source(p).stream())
            .findFirst()
            .map(s -> s.text())
            .orElse("");
    return release.stream()
        .flatMap(r -> table.rows().stream().filter(row -> has(row, r)))
        .filter(row -> !config.contains(row.get("option")))
        .filter(
            row -> row.get("where").equals("turbopack") || CUSTOM_WEBPACK.matcher(config).find())
        .map(row -> sentence(row, profile))
        .toList();
  }

  private String sentence(Map<String, String> row, ProjectProfile profile) {
    return "Worth a try, not measured here: 'experimental: { %s: true }' %s (Next.js %s has it: %s, %s)."
        .formatted(
            row.get("option"),
            row.get("gain"),
            profile.find(Topic.FRAMEWORK, "next").map(Fact::detail).orElse(""),
            table.source().replaceFirst(":.*", ""),
            table.date());
  }

  private static boolean has(Map<String, String> row, int release) {
    return release >= release(row.get("since")).orElse(Integer.MAX_VALUE)
        && release < release(row.get("until")).orElse(0);
  }

  /** Major and minor as one number: 16.3 is 160003. */
  private static Optional<Integer> release(String version) {
    Matcher matcher = RELEASE.matcher(version);
    return matcher.find()
        ? Optional.of(
            Integer.parseInt(matcher.group(1)) * 10_000 + Integer.parseInt(matcher.group(2)))
        : Optional.empty();
  }
}
