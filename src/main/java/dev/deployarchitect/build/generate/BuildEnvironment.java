package dev.deployarchitect.build.generate;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.workspace.Workspace;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the build itself checks the environment, so that it fails without any. */
final class BuildEnvironment {
  private static final Pattern FILE =
      Pattern.compile("(?:.*/)?env(?:\\.\\w+)?\\.(?:ts|mts|js|mjs)");
  private static final Pattern CHECK =
      Pattern.compile("\\bcreateEnv\\(|\\.(?:safeP|p)arse\\(\\s*process\\.env\\s*\\)");

  private BuildEnvironment() {}

  /** Where the variables are checked when the module is loaded, as t3-env and zod schemas do. */
  static Optional<Span> checkedAt(Workspace workspace) {
    return workspace.paths(p -> FILE.matcher(p).matches() && !p.contains("node_modules")).stream()
        .flatMap(p -> workspace.source(p).stream())
        .flatMap(source -> place(source).stream())
        .findFirst();
  }

  private static Optional<Span> place(Source source) {
    Matcher matcher = CHECK.matcher(source.text());
    return matcher.find()
        ? Optional.of(source.span(matcher.start(), matcher.end()))
        : Optional.empty();
  }

  /** What a person has to do about it. */
  static String guide(Span check) {
    return ("The build checks its environment (%s). Write placeholders of the same form into a file"
            + " .env.build and build with '--secret id=env,src=.env.build': the file is there during"
            + " the build step and in no layer. Real values are given when the container runs.")
        .formatted(check.place());
  }
}
