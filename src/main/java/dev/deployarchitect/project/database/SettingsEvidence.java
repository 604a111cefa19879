package dev.deployarchitect.project.database;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings of applications and schemas: one mark for each way to name the engine. */
final class SettingsEvidence {
  /** In files that match {@code path}, group 1 of {@code text} is the word for the engine. */
  private record Mark(Pattern path, Pattern text, Strength strength) {}

  private static final String ENV = "(?:.*/)?(?:[\\w.-]*\\.)?env(?:s/.*|rc)?(?:[.-][\\w.-]*)?";
  private static final String PYTHON =
      "(?:.*/)?(?:\\w*settings\\w*(?:/.*)?|\\w*config\\w*(?:/.*)?|database|db|models|app|main|__init__|env)\\.(?:py|toml)|(?:.*/)?settings/.*\\.py";
  private static final String SPRING =
      "(?:.*/)?(?:application|bootstrap)(?:-[\\w.-]+)?\\.(?:properties|ya?ml)";
  private static final String NODE =
      "(?:.*/)?(?:ormconfig|data-?source|typeorm|knexfile|sequelize|database|db|config|mikro-orm|app\\.module)[\\w.-]*\\.(?:[cm]?[jt]s|json)";
  private static final String COMPOSE = "(?:.*/)?(?:docker-)?compose(?:[.-][\\w.-]+)?\\.ya?ml";
  private static final String URL =
      "(?<![\\w+.-])(postgres|postgresql|postgis|pgsql|mysql2?|mariadb|sqlite3?|libsql|mongodb(?:\\+srv)?|sqlserver|mssql|cockroachdb|oracle)(?:\\+\\w{1,30})?://";

  private static final List<Mark> MARKS =
      List.of(
          mark(".*\\.prisma", "(?m)^[ \\t]*provider[ \\t]*=[ \\t]*\"(\\w+)\"", Strength.PRODUCTION),
          mark(
              "(?:.*/)?drizzle[\\w.-]*\\.config\\.[cm]?[jt]s|(?:.*/)?drizzle\\.config\\.[\\w.-]+",
              "\\b(?:dialect|driver)[ \\t]*:[ \\t]*[\"']([\\w-]+)[\"']",
              Strength.PRODUCTION),
          mark(
              "(?:.*/)?sqlc\\.(?:ya?ml|json)",
              "\\bengine\"?[ \\t]*:[ \\t]*\"?(\\w+)",
              Strength.PRODUCTION),
          mark(
              PYTHON,
              "[\"']?ENGINE[\"']?[ \\t]*[:=][^\\n]{0,80}?[\"'](?:[\\w.]+\\.)?(postgresql|postgresql_psycopg2|postgis|mysql|sqlite3|spatialite|oracle|mssql|djongo)[\"']",
              Strength.SETTING),
          mark(PYTHON, URL, Strength.SETTING),
          mark(PYTHON, "\\b(Postgres)Dsn\\b", Strength.SETTING),
          mark("(?:.*/)?alembic\\.ini", URL, Strength.SETTING),
          mark(ENV, URL, Strength.SETTING),
          mark(
              ENV,
              "(?m)^[ \\t]*(?:export[ \\t]+)?(?:\\w{1,30}_)?(?:DB|DATABASE)_(?:CONNECTION|DRIVER|ENGINE|DIALECT|CLIENT|TYPE|ADAPTER|PROVIDER)[ \\t]*=[ \\t]*[\"']?(?:[\\w.]+\\.)?([\\w-]+)",
              Strength.SETTING),
          mark(
              ENV,
              "(?m)^[ \\t]*(?:export[ \\t]+)?(POSTGRES|PG|MYSQL|MARIADB|MONGODB|MONGO)_?(?:HOST|USER|DB|DATABASE|PASSWORD|URL|URI)[ \\t]*=",
              Strength.IMAGE),
          mark(
              "(?:.*/)?config/database\\.php",
              "[\"']default[\"'][ \\t]*=>[ \\t]*env\\([ \\t]*[\"']DB_CONNECTION[\"'][ \\t]*,[ \\t]*[\"'](\\w+)[\"']",
              Strength.DRIVER),
          mark(
              "(?:.*/)?doctrine\\.ya?ml",
              "(?m)^[ \\t]*driver[ \\t]*:[ \\t]*[\"']?(\\w+)",
              Strength.SETTING),
          mark(SPRING, "\\bjdbc:(?:tc:|p6spy:)?(\\w+):", Strength.SETTING),
          mark(SPRING, "\\br2dbc:(?:tc:|pool:)?(\\w+):", Strength.SETTING),
          mark(SPRING, URL, Strength.SETTING),
          mark(SPRING, "\\bdb-kind[ \\t]*[:=][ \\t]*[\"']?(\\w+)", Strength.SETTING),
          mark(
              NODE,
              "\\b(?:type|dialect|client|provider)[\"']?[ \\t]*:[ \\t]*[\"'](postgres(?:ql)?|pg|mysql2?|mariadb|better-sqlite3|sqlite3?|mssql|oracledb?|mongodb|cockroachdb)[\"']",
              Strength.SETTING),
          mark(
              ".*\\.go",
              "\\b(?:sql|sqlx)\\.(?:Open|Connect|MustConnect|MustOpen)\\([ \\t]*\"(\\w+)\"",
              Strength.SETTING),
          mark(
              ".*\\.cs", "\\.Use(Npgsql|SqlServer|MySql|MySQL|Sqlite|Oracle)\\(", Strength.SETTING),
          mark(COMPOSE, URL, Strength.SETTING),
          mark(COMPOSE, "\\bjdbc:(\\w+):", Strength.SETTING),
          mark(
              COMPOSE,
              "\\bDB_(?:CONNECTION|DRIVER|ENGINE|DIALECT|CLIENT|TYPE|VENDOR)[ \\t]*[:=][ \\t]*[\"']?(?:[\\w.]+\\.)?(\\w+)",
              Strength.IMAGE));

  private SettingsEvidence() {}

  static void read(Workspace workspace, Consumer<EngineEvidence> found) {
    for (Mark mark : MARKS) {
      for (String path : workspace.paths(p -> mark.path().matcher(p).matches())) {
        workspace.source(path).ifPresent(source -> find(mark, source, found));
      }
    }
  }

  private static void find(Mark mark, Source source, Consumer<EngineEvidence> found) {
    Matcher matcher = mark.text().matcher(source.text());
    while (matcher.find()) {
      int start = matcher.start(1);
      String word = matcher.group(1).equalsIgnoreCase("npgsql") ? "postgresql" : matcher.group(1);
      if (!comment(source.lineText(source.line(start)))) {
        Engine.of(word)
            .ifPresent(engine ->
                found.accept(
                    new EngineEvidence(
                        engine,
                        mark.strength().in(source.path()),
                        "",
                        source.span(start, matcher.end(1)))));
      }
    }
  }

  /** A line that is a comment in any of the languages read here: it configures nothing. */
  static boolean comment(String line) {
    String text = line.stripLeading();
    return text.startsWith("#")
        || text.startsWith("//")
        || text.startsWith(";")
        || text.startsWith("* ")
        || text.startsWith("<!--");
  }

  private static Mark mark(String path, String text, Strength strength) {
    return new Mark(Pattern.compile(path), Pattern.compile(text), strength);
  }
}
