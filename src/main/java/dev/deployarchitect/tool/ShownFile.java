package dev.deployarchitect.tool;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Secrets;
import dev.deployarchitect.workspace.Workspace;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file of the workspace as it may leave it: secrets replaced, of {@code .env} files the names
 * alone.
 */
public sealed interface ShownFile {
  Pattern NAME = Pattern.compile("\\s*((?:export\\s+)?[A-Za-z_][\\w.]{0,80})\\s*=");

  /**
   * Its text.
   *
   * @param whole false where values were left out
   */
  record Text(Source source, boolean whole) implements ShownFile {}

  /** Not shown; {@code why} is one sentence. */
  record Refused(String why) implements ShownFile {}

  static ShownFile of(ToolContext context, String path) {
    return switch (context.workspace().read(path)) {
      case Workspace.Read.Unreadable(String why) -> new Refused(why);
      case Workspace.Read.Text(Source source) when Secrets.isValuesAlone(source.path()) ->
          new Text(new Source(source.path(), names(source)), false);
      case Workspace.Read.Text(Source source) ->
          new Text(new Source(source.path(), context.secrets().replace(source.text())), true);
    };
  }

  /** Line by line, so that places keep their meaning; what is no assignment is not shown. */
  private static String names(Source source) {
    return source
        .text()
        .lines()
        .map(line -> {
          Matcher name = NAME.matcher(line);
          return name.lookingAt() ? name.group(1) + "=…\n" : "\n";
        })
        .collect(Collectors.joining());
  }
}
