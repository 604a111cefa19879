package dev.deployarchitect.project.database;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Database servers: images of compose files and workflows, infrastructure, add-ons of hosts. */
final class ServerEvidence {
  private static final Pattern IMAGES =
      Pattern.compile(
          "(?:.*/)?(?:docker-)?compose(?:[.-][\\w.-]+)?\\.ya?ml|(?:.*/)?\\.github/workflows/[^/]+\\.ya?ml|\\.gitlab-ci\\.ya?ml");
  private static final Pattern IMAGE =
      Pattern.compile(
          "(?m)^[ \\t-]*(?:image|name)[ \\t]*:[ \\t]*[\"']?(?:[\\w.-]{1,60}/){0,4}(postgres|postgresql|postgis|timescaledb|pgvector|mysql|mariadb|percona|mongo|mongodb|cockroach|mssql)(?:-ha|-server|/server)?(?::([\\w.-]+))?(?=[\"'@\\s]|$)");
  private static final Pattern TERRAFORM =
      Pattern.compile(
          "(?m)^[ \\t]*(?:engine|database_version)[ \\t]*=[ \\t]*\"(postgres|mysql|mariadb|aurora-postgresql|aurora-mysql|sqlserver|oracle|POSTGRES|MYSQL|SQLSERVER)(?:[_-][\\w]+)?\"");
  private static final Pattern ADDON =
      Pattern.compile("\\bheroku-(postgresql)\\b|\\b(jawsdb|cleardb)\\b");

  private ServerEvidence() {}

  static void read(Workspace workspace, Consumer<EngineEvidence> found) {
    find(workspace, IMAGES, IMAGE, Strength.IMAGE, found);
    find(workspace, Pattern.compile(".*\\.tf"), TERRAFORM, Strength.PRODUCTION, found);
    find(workspace, Pattern.compile("(?:.*/)?app\\.json"), ADDON, Strength.PRODUCTION, found);
  }

  private static void find(
      Workspace workspace,
      Pattern files,
      Pattern text,
      Strength strength,
      Consumer<EngineEvidence> found) {
    for (String path : workspace.paths(p -> files.matcher(p).matches())) {
      workspace.source(path).ifPresent(source -> find(source, text, strength, found));
    }
  }

  private static void find(
      Source source, Pattern text, Strength strength, Consumer<EngineEvidence> found) {
    Matcher matcher = text.matcher(source.text());
    while (matcher.find()) {
      String word = matcher.group(1) == null ? "mysql" : matcher.group(1);
      String version =
          strength == Strength.IMAGE && matcher.group(2) != null ? matcher.group(2) : "";
      if (!SettingsEvidence.comment(source.lineText(source.line(matcher.start())))) {
        Engine.of(word.toLowerCase(Locale.ROOT))
            .ifPresent(engine ->
                found.accept(
                    new EngineEvidence(
                        engine,
                        strength.in(source.path()),
                        version,
                        source.span(matcher.start(), matcher.end()))));
      }
    }
  }
}
