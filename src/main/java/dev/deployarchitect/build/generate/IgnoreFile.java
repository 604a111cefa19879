package dev.deployarchitect.build.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.project.BuildInputs;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The ignore file of an image: the project's own with what it lacks, or a new one. */
final class IgnoreFile {
  private static final String TEMPLATE = "tools/build/generate_dockerfile/templates/dockerignore";

  private IgnoreFile() {}

  /**
   * The text of the ignore file at {@code path}.
   *
   * @param path BuildKit takes the one beside the Dockerfile before that of the root, so its
   *     content starts from the first of both
   */
  static String of(Content content, ToolContext context, String path) {
    Workspace workspace = context.workspace();
    // A file that is mounted as a secret must not come along with the sources.
    String wanted =
        content.text(TEMPLATE)
            + (BuildInputs.of(workspace, context.profile()).registryToken() ? ".npmrc\n" : "");
    Optional<String> present =
        workspace.source(path).or(() -> workspace.source(".dockerignore")).map(s -> s.text());
    return present.map(text -> merge(text, wanted)).orElse(wanted);
  }

  private static String merge(String present, String wanted) {
    Set<String> known =
        present.lines().map(String::strip).map(IgnoreFile::plain).collect(Collectors.toSet());
    List<String> missing =
        wanted.lines().filter(l -> !l.startsWith("#") && !known.contains(plain(l))).toList();
    String start = present.isEmpty() || present.endsWith("\n") ? present : present + "\n";
    return missing.isEmpty()
        ? start
        : start
            + "\n# What the image must not hold, and what would break its cache.\n"
            + String.join("\n", missing)
            + "\n";
  }

  private static String plain(String pattern) {
    return pattern.replaceFirst("^/", "").replaceFirst("/$", "");
  }
}
