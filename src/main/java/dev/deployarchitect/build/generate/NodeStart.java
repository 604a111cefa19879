package dev.deployarchitect.build.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.workspace.Workspace;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a plain Node.js server is started.
 *
 * @param entry the script that node runs
 * @param output the folder a build writes, which holds the entry; empty where the entry is source
 */
record NodeStart(String entry, String output) {
  /** {@code node [flags] file}, also behind an assignment or cross-env. */
  private static final Pattern NODE =
      Pattern.compile(
          "(?:^|\\s)node(?:\\s+-{1,2}[\\w-]+(?:=\\S+)?)*\\s+(?:\\./)?([\\w@./-]+)\\s*$");

  /** Read off the start scripts, then off {@code main}; empty where neither says it. */
  static Optional<NodeStart> of(Workspace workspace, ProjectProfile profile) {
    Optional<String> entry =
        Stream.of("start:prod", "start:production", "start", "serve")
            .flatMap(name -> RootScript.find(profile, name).stream())
            .map(Fact::detail)
            .flatMap(script -> file(script).stream())
            .findFirst()
            .or(() ->
                workspace
                    .source("package.json")
                    .map(JsonReader::read)
                    .flatMap(json -> json.textAt("main"))
                    .map(main -> main.replaceFirst("^\\./", "")));
    return entry.flatMap(file -> start(workspace, file));
  }

  private static Optional<String> file(String script) {
    Matcher matcher = NODE.matcher(script);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Optional<NodeStart> start(Workspace workspace, String file) {
    boolean source =
        Stream.of(file, file + ".js", file + ".mjs", file + "/index.js")
            .anyMatch(path -> workspace.source(path).isPresent());
    if (source) {
      return Optional.of(new NodeStart(file, ""));
    }
    int slash = file.indexOf('/');
    return slash > 0
        ? Optional.of(new NodeStart(file, file.substring(0, slash)))
        : Optional.empty();
  }
}
