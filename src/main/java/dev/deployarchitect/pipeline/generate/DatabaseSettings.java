package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment variables in which a project's migrator looks for its database. */
final class DatabaseSettings {
  private static final String CONFIGURATION =
      "(.*/)?(prisma\\.config\\.[cm]?[jt]s|drizzle\\.config\\.[cm]?[jt]s|knexfile\\.[cm]?[jt]s|[^/]+\\.prisma)";
  private static final Pattern READ =
      Pattern.compile("(?:process\\.env\\.|\\benv\\(\\s*[\"'])([A-Z][A-Z0-9_]{1,60})\\b");
  private static final Pattern ADDRESS = Pattern.compile("(?!.*SHADOW).*UR[LI].*");

  /** What Prisma's own guides call them. */
  private static final List<String> USUAL = List.of("DATABASE_URL", "DIRECT_URL");

  private DatabaseSettings() {}

  /** Their names in order; the usual two where nothing names any. */
  static List<String> of(Workspace workspace) {
    Set<String> names = new TreeSet<>();
    workspace
        .paths(p -> p.matches(CONFIGURATION))
        .forEach(path ->
            workspace
                .source(path)
                .ifPresent(source -> {
                  Matcher read = READ.matcher(source.text());
                  while (read.find()) {
                    if (ADDRESS.matcher(read.group(1)).matches()) {
                      names.add(read.group(1));
                    }
                  }
                }));
    return names.isEmpty() ? USUAL : List.copyOf(names);
  }
}
