package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.JsonEdit;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.TextEdit;
import dev.deployarchitect.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code vercel.json}: how long streams and webhooks may run, when crons run, what is rewritten,
 * and that the pipeline alone deploys. What stands there already is kept
 * (vercel.com/docs/project-configuration).
 */
final class VercelSettings {
  private static final String FILE = "vercel.json";

  private VercelSettings() {}

  /**
   * The file.
   *
   * @param rewrites destinations by the path they answer; none where the file has its own
   */
  static Artifact of(Workspace workspace, ProjectProfile profile, Map<String, String> rewrites) {
    String text =
        workspace
            .source(FILE)
            .map(Source::text)
            .orElse("{\n  \"$schema\": \"https://openapi.vercel.sh/vercel.json\"\n}\n");
    text = add(text, "fluid", "true");
    text = add(text, "git", "{ \"deploymentEnabled\": false }");
    Map<String, Integer> seconds = new LinkedHashMap<>();
    profile.about(Topic.SSE_ROUTE).forEach(f -> seconds.put(glob(f.proof().path()), 300));
    profile
        .about(Topic.WEBHOOK_ROUTE)
        .forEach(f -> seconds.putIfAbsent(glob(f.proof().path()), 60));
    for (Map.Entry<String, Integer> route : seconds.entrySet()) {
      String limit = "{ \"maxDuration\": %d }".formatted(route.getValue());
      if (read(text).at("functions").isEmpty()) {
        text = add(text, "functions", "{\n    \"%s\": %s\n  }".formatted(route.getKey(), limit));
      } else {
        text = add(text, route.getKey(), limit, "functions");
      }
    }
    List<String> crons = ServerlessRoutes.crons(workspace);
    if (!crons.isEmpty()) {
      text =
          add(text, "crons", list(crons, "    { \"path\": \"%s\", \"schedule\": \"0 5 * * *\" }"));
    }
    if (!rewrites.isEmpty()) {
      List<String> lines =
          rewrites.entrySet().stream()
              .map(e ->
                  "    { \"source\": \"%s\", \"destination\": \"%s\" }"
                      .formatted(e.getKey(), e.getValue()))
              .toList();
      text = add(text, "rewrites", "[\n" + String.join(",\n", lines) + "\n  ]");
    }
    return new Artifact(
        FILE, text, "how long streams and webhooks may run; the pipeline alone deploys");
  }

  private static String list(List<String> values, String line) {
    return values.stream().map(line::formatted).collect(Collectors.joining(",\n", "[\n", "\n  ]"));
  }

  /** Whether the file there has rewrites of its own, to which none are added. */
  static boolean hasRewrites(Workspace workspace) {
    return workspace
        .source(FILE)
        .filter(s -> JsonReader.read(s).at("rewrites").isPresent())
        .isPresent();
  }

  /** Keys are globs, in which the brackets of a dynamic route would be a class of letters. */
  private static String glob(String path) {
    return path.replaceAll("[^/]*[\\[\\](){}!*?][^/]*(?=/)", "*");
  }

  private static Document read(String text) {
    return JsonReader.read(new Source(FILE, text));
  }

  private static String add(String text, String key, String json, String... path) {
    Optional<TextEdit> edit = JsonEdit.add(read(text), key, json, path);
    return edit.map(e -> TextEdit.apply(text, List.of(e))).orElse(text);
  }
}
