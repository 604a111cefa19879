package dev.deployarchitect.project;

import dev.deployarchitect.syntax.ecmascript.Script;
import dev.deployarchitect.syntax.ecmascript.ScriptToken;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of environment variables, from examples and from the code that reads them. No values. */
final class EnvironmentDetector implements Detector {
  private static final Pattern EXAMPLE =
      Pattern.compile("(.*/)?\\.?env(\\.[\\w-]+)?\\.?(example|sample|template|dist)");
  private static final Pattern NAME =
      Pattern.compile("(?m)^\\h*+(?:export\\s+)?([A-Z][A-Z0-9_]+)=");
  private static final Pattern CODE = Pattern.compile(".*\\.(ts|tsx|js|mjs|cjs)");
  private static final int MAX_FILES = 3_000;

  @Override
  public void detect(Workspace workspace, Consumer<Fact> facts) {
    for (String path : workspace.paths(p -> EXAMPLE.matcher(p).matches())) {
      workspace.source(path).ifPresent(source -> example(source, facts));
    }
    List<String> code =
        workspace.paths(
            p -> CODE.matcher(p).matches() && !p.matches("(.*/)?(dist|build|public|vendor)/.*"));
    for (String path : code.stream().limit(MAX_FILES).toList()) {
      workspace
          .source(path)
          .filter(s -> s.text().contains("process.env"))
          .ifPresent(source -> {
            for (ScriptToken name : Script.read(source).environment()) {
              if (name.text().matches("[A-Z][A-Z0-9_]+") && !name.text().equals("NODE_ENV")) {
                facts.accept(new Fact(Topic.ENVIRONMENT, name.text(), "", name.span()));
              }
            }
          });
    }
  }

  private static void example(Source source, Consumer<Fact> facts) {
    Matcher matcher = NAME.matcher(source.text());
    while (matcher.find()) {
      facts.accept(
          new Fact(
              Topic.ENVIRONMENT,
              matcher.group(1),
              "",
              source.span(matcher.start(1), matcher.end(1))));
    }
  }
}
