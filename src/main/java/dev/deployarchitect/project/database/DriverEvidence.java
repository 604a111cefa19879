package dev.deployarchitect.project.database;

import dev.deployarchitect.project.Paths;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Client libraries in the manifests of every language, as the package registries call them. */
final class DriverEvidence {
  private record Mark(Engine engine, Pattern path, Pattern text) {}

  private static final String PYTHON =
      "requirements[\\w.-]*\\.(?:txt|in)|[\\w.-]+\\.txt|pyproject\\.toml|Pipfile|setup\\.(?:py|cfg)";
  private static final String JVM = "pom\\.xml|build\\.gradle(?:\\.kts)?|libs\\.versions\\.toml";
  private static final String DOTNET = "[\\w.-]+\\.[cf]sproj|Directory\\.Packages\\.props";

  private static final List<Mark> MARKS =
      List.of(
          npm(
              Engine.POSTGRESQL,
              "pg|pg-promise|postgres|@neondatabase/serverless|@vercel/postgres|@prisma/adapter-(?:pg|neon)"),
          npm(Engine.MYSQL, "mysql2?|@planetscale/database"),
          npm(Engine.MARIADB, "mariadb"),
          npm(Engine.SQLITE, "sqlite3|better-sqlite3|@libsql/client"),
          npm(Engine.MONGODB, "mongodb|mongoose"),
          npm(Engine.SQL_SERVER, "mssql|tedious"),
          npm(Engine.ORACLE, "oracledb"),
          python(Engine.POSTGRESQL, "psycopg(?:2|2-binary|-binary)?|asyncpg|pg8000"),
          python(
              Engine.MYSQL,
              "mysqlclient|pymysql|aiomysql|asyncmy|mysql-connector-python|mysql-python"),
          python(Engine.MARIADB, "mariadb"),
          python(Engine.SQLITE, "aiosqlite"),
          python(Engine.MONGODB, "pymongo|motor|mongoengine|beanie|djongo"),
          python(Engine.SQL_SERVER, "mssql-django|pymssql"),
          python(Engine.ORACLE, "oracledb|cx[-_]oracle"),
          ruby(Engine.POSTGRESQL, "pg"),
          ruby(Engine.MYSQL, "mysql2|trilogy"),
          ruby(Engine.SQLITE, "sqlite3"),
          ruby(Engine.MONGODB, "mongoid|mongo"),
          ruby(Engine.SQL_SERVER, "tiny_tds|activerecord-sqlserver-adapter"),
          mark(
              Engine.POSTGRESQL,
              JVM,
              "org\\.postgresql|(?:quarkus-jdbc|quarkus-reactive|r2dbc|micronaut-jdbc)-(?:postgresql|pg-client)"),
          mark(Engine.MYSQL, JVM, "mysql-connector-(?:j\\b|java)|quarkus-jdbc-mysql|r2dbc-mysql"),
          mark(Engine.MARIADB, JVM, "mariadb-java-client|quarkus-jdbc-mariadb"),
          mark(Engine.SQLITE, JVM, "sqlite-jdbc"),
          mark(Engine.H2, JVM, "com\\.h2database|quarkus-jdbc-h2|org\\.hsqldb"),
          mark(
              Engine.MONGODB,
              JVM,
              "spring-boot-starter-data-mongodb|mongodb-driver|quarkus-mongodb"),
          mark(Engine.SQL_SERVER, JVM, "mssql-jdbc|quarkus-jdbc-mssql"),
          mark(Engine.ORACLE, JVM, "ojdbc\\d+|quarkus-jdbc-oracle"),
          go(
              Engine.POSTGRESQL,
              "github\\.com/(?:lib/pq|jackc/pgx|go-pg/pg)|gorm\\.io/driver/postgres"),
          go(Engine.MYSQL, "github\\.com/go-sql-driver/mysql|gorm\\.io/driver/mysql"),
          go(
              Engine.SQLITE,
              "github\\.com/mattn/go-sqlite3|modernc\\.org/sqlite|gorm\\.io/driver/sqlite|github\\.com/glebarez/sqlite"),
          go(Engine.MONGODB, "go\\.mongodb\\.org/mongo-driver"),
          go(Engine.SQL_SERVER, "github\\.com/(?:denisenkom|microsoft)/go-mssqldb"),
          mark(Engine.POSTGRESQL, "composer\\.json", "\"ext-(?:pdo_)?pgsql\""),
          mark(Engine.MYSQL, "composer\\.json", "\"ext-(?:pdo_mysql|mysqli)\""),
          mark(Engine.MONGODB, "composer\\.json", "\"(?:mongodb/[\\w-]+|ext-mongodb)\""),
          php(Engine.POSTGRESQL, "(?:pdo_)?pgsql"),
          php(Engine.MYSQL, "pdo_mysql|mysqli"),
          mark(Engine.POSTGRESQL, DOTNET, "\"Npgsql[\\w.]*\""),
          mark(Engine.MYSQL, DOTNET, "\"(?:Pomelo\\.EntityFrameworkCore\\.)?MySql[\\w.]*\""),
          mark(
              Engine.SQL_SERVER,
              DOTNET,
              "\"Microsoft\\.(?:EntityFrameworkCore\\.SqlServer|Data\\.SqlClient)\""),
          mark(
              Engine.SQLITE,
              DOTNET,
              "\"Microsoft\\.(?:EntityFrameworkCore\\.Sqlite|Data\\.Sqlite)[\\w.]*\""),
          mark(Engine.MONGODB, DOTNET, "\"MongoDB\\.Driver\""),
          rust(Engine.POSTGRESQL, "postgres", "tokio-postgres|deadpool-postgres|postgres"),
          rust(Engine.MYSQL, "mysql", "mysql|mysql_async"),
          rust(Engine.SQLITE, "sqlite", "rusqlite|libsqlite3-sys"),
          mark(Engine.MONGODB, "Cargo\\.toml", "(?m)^mongodb[ \\t]*="),
          mark(Engine.POSTGRESQL, "mix\\.exs", ":postgrex\\b"),
          mark(Engine.MYSQL, "mix\\.exs", ":myxql\\b"),
          mark(Engine.SQLITE, "mix\\.exs", ":ecto_sqlite3\\b"));

  private DriverEvidence() {}

  static void read(Workspace workspace, Consumer<EngineEvidence> found) {
    for (Mark mark : MARKS) {
      for (String path : workspace.paths(p -> mark.path().matcher(Paths.name(p)).matches())) {
        workspace.source(path).ifPresent(source -> find(mark, source, found));
      }
    }
  }

  private static void find(Mark mark, Source source, Consumer<EngineEvidence> found) {
    Matcher matcher = mark.text().matcher(source.text());
    while (matcher.find()) {
      String line = source.lineText(source.line(matcher.start()));
      if (!SettingsEvidence.comment(line) && !line.contains("// indirect")) {
        found.accept(
            new EngineEvidence(
                mark.engine(),
                Strength.DRIVER.in(source.path()),
                "",
                source.span(matcher.start(), matcher.end())));
        return;
      }
    }
  }

  private static Mark npm(Engine engine, String names) {
    return mark(engine, "package\\.json", "\"(?:" + names + ")\"[ \\t]*:");
  }

  private static Mark python(Engine engine, String names) {
    return mark(
        engine,
        PYTHON,
        "(?im)(?<![\\w/.-])(?:" + names + ")(?=[\\[\\s=<>~!;\"',)]|$)(?![ \\t]*\\()");
  }

  private static Mark ruby(Engine engine, String names) {
    return mark(
        engine,
        "Gemfile|[\\w-]+\\.gemspec|gems\\.rb",
        "(?m)\\bgem[ \\t(]+[\"'](?:" + names + ")[\"']");
  }

  private static Mark go(Engine engine, String names) {
    return mark(engine, "go\\.mod", "(?:" + names + ")(?=[/ ])");
  }

  private static Mark php(Engine engine, String names) {
    return mark(
        engine,
        "(?:[\\w.-]*\\.)?[Dd]ockerfile(?:[.-][\\w.-]+)?",
        "(?:docker-php-ext-install|install-php-extensions)[^\\n]{0,300}?\\b(?:" + names + ")\\b");
  }

  private static Mark rust(Engine engine, String feature, String crates) {
    return mark(
        engine,
        "Cargo\\.toml",
        "(?m)^(?:(?:sqlx|diesel|sea-orm|diesel-async)[ \\t]*=[^\\n]{0,300}?\"(?:sqlx-)?"
            + feature
            + "\"|(?:"
            + crates
            + ")[ \\t]*=)");
  }

  private static Mark mark(Engine engine, String name, String text) {
    return new Mark(engine, Pattern.compile(name), Pattern.compile(text));
  }
}
