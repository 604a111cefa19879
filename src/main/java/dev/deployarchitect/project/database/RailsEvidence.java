package dev.deployarchitect.project.database;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The adapter in Rails' {@code database.yml}, by environment. Read by lines: the file is ERB, which
 * no YAML reader takes before it was run.
 */
final class RailsEvidence {
  private static final Pattern FILE =
      Pattern.compile("(?:.*/)?config/database[\\w.-]*\\.yml[\\w.-]*");
  private static final Pattern SECTION = Pattern.compile("^([\\w-]+)[ \\t]*:");
  private static final Pattern ADAPTER =
      Pattern.compile("^[ \\t]+(?:adapter|url)[ \\t]*:[ \\t]*[^\\w]*(\\w+)");

  private RailsEvidence() {}

  static void read(Workspace workspace, Consumer<EngineEvidence> found) {
    for (String path : workspace.paths(p -> FILE.matcher(p).matches())) {
      workspace.source(path).ifPresent(source -> read(source, found));
    }
  }

  private static void read(Source source, Consumer<EngineEvidence> found) {
    String section = "";
    for (int line = 1; line <= source.lineCount(); line++) {
      String text = source.lineText(line);
      Matcher head = SECTION.matcher(text);
      Matcher adapter = ADAPTER.matcher(text);
      if (head.find()) {
        section = head.group(1);
      } else if (adapter.find()) {
        int start = source.lineStart(line);
        Strength strength = strength(section).in(source.path());
        var span = source.span(start + adapter.start(1), start + adapter.end(1));
        Engine.of(adapter.group(1))
            .ifPresent(engine -> found.accept(new EngineEvidence(engine, strength, "", span)));
      }
    }
  }

  private static Strength strength(String section) {
    return switch (section) {
      case "production", "staging" -> Strength.PRODUCTION;
      case "development", "test" -> Strength.LOCAL;
      default -> Strength.SETTING;
    };
  }
}
