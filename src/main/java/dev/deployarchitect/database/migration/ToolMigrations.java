package dev.deployarchitect.database.migration;

import dev.deployarchitect.project.Paths;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Migrations that a tool keeps in another language than SQL. Their files are facts with places;
 * what they do to a database is not read here.
 *
 * @param sql the command that prints their SQL, or empty
 * @param paths in the order of their names, never empty
 */
public record ToolMigrations(String tool, String sql, List<String> paths) {
  private static final int MOST_FOLDERS = 3;

  /**
   * How a tool names its files.
   *
   * @param mark a word that its files hold, where the name alone does not tell; else empty
   */
  private record Kind(String tool, String sql, Pattern path, String mark) {}

  private static Kind kind(String tool, String sql, String path, String mark) {
    return new Kind(tool, sql, Pattern.compile("(.*/)?" + path), mark);
  }

  /** By each tool's own documentation; the first that fits has the file. */
  private static final List<Kind> KINDS =
      List.of(
          kind(
              "Alembic", "alembic upgrade --sql base:head", "versions/[^/]+\\.py", "down_revision"),
          kind(
              "Django",
              "python manage.py sqlmigrate APP NAME",
              "migrations/\\d{4}_\\w+\\.py",
              "migrations"),
          kind("Rails", "", "db/migrate/\\d+_\\w+\\.rb", "ActiveRecord::Migration"),
          kind(
              "Laravel",
              "php artisan migrate --pretend",
              "migrations/\\d{4}_\\d{2}_\\d{2}_\\d{6}_\\w+\\.php",
              ""),
          kind(
              "Doctrine",
              "bin/console doctrine:migrations:migrate --write-sql",
              "\\w*/?Version\\d{14}\\.php",
              ""),
          kind("Phinx", "phinx migrate --dry-run", "migrations/\\d{14}_\\w+\\.php", ""),
          kind(
              "EF Core",
              "dotnet ef migrations script",
              "Migrations/\\d{14}_\\w+(?<!\\.Designer)\\.cs",
              ""),
          kind(
              "Ecto", "mix ecto.migrate --log-migrations-sql", "migrations/\\d{14}_\\w+\\.exs", ""),
          kind(
              "Liquibase",
              "liquibase update-sql",
              "[^/]*(changelog|changeset)[^/]*(/.*)?\\.(xml|ya?ml|json)",
              "databaseChangeLog"),
          kind(
              "Liquibase",
              "liquibase update-sql",
              "[^/]*(changelog|changeset)[^/]*(/.*)?\\.sql",
              "liquibase formatted sql"),
          kind("Flyway (Java)", "", "db/migration/[VR][\\d_.]*__\\w+\\.(java|kt)", ""),
          kind(
              "MikroORM",
              "mikro-orm migration:pending",
              "migrations?/Migration\\d{14}\\w*\\.[cm]?[jt]s",
              ""),
          kind("TypeORM", "typeorm schema:log", "migrations?/\\d{13}-\\w+\\.[cm]?[jt]s", ""),
          kind("Sequelize", "", "migrations/\\d{14}-[\\w.-]+\\.[cm]?[jt]s", ""),
          kind("Knex", "", "migrations/\\d{14}_\\w+\\.[cm]?[jt]s", ""),
          kind(
              "node-pg-migrate",
              "node-pg-migrate up --dry-run",
              "migrations/\\d{13}_[\\w-]+\\.[cm]?[jt]s",
              ""),
          kind("Kysely", "", "migrations/[^/]+\\.[cm]?[jt]s", "Kysely"),
          kind("goose (Go)", "", "\\d+_\\w+\\.go", "goose.AddMigration"));

  /** All of a workspace, a value for each tool that has some. */
  public static List<ToolMigrations> of(Workspace workspace) {
    List<List<String>> found = new ArrayList<>();
    KINDS.forEach(kind -> found.add(new ArrayList<>()));
    for (String path :
        workspace.paths(p -> KINDS.stream().anyMatch(k -> k.path().matcher(p).matches()))) {
      for (int i = 0; i < KINDS.size(); i++) {
        if (is(KINDS.get(i), path, workspace)) {
          found.get(i).add(path);
          break;
        }
      }
    }
    List<ToolMigrations> all = new ArrayList<>();
    for (int i = 0; i < KINDS.size(); i++) {
      if (!found.get(i).isEmpty()) {
        all.add(
            new ToolMigrations(
                KINDS.get(i).tool(), KINDS.get(i).sql(), found.get(i).stream().sorted().toList()));
      }
    }
    return all;
  }

  private static boolean is(Kind kind, String path, Workspace workspace) {
    return kind.path().matcher(path).matches()
        && (kind.mark().isEmpty()
            || workspace.source(path).filter(s -> s.text().contains(kind.mark())).isPresent());
  }

  /** The folders that hold them. */
  public List<String> folders() {
    return paths.stream().map(Paths::folder).distinct().toList();
  }

  /** For an answer: what was seen, where, and that it was not analysed. */
  public String said() {
    List<String> folders = folders();
    String more =
        folders.size() > MOST_FOLDERS
            ? " and %d more folders".formatted(folders.size() - MOST_FOLDERS)
            : "";
    return "%,d %s of %s in %s%s, seen and not analysed: only SQL is.%s"
        .formatted(
            paths.size(),
            paths.size() == 1 ? "migration" : "migrations",
            tool,
            String.join(", ", folders.subList(0, Math.min(MOST_FOLDERS, folders.size()))),
            more,
            sql.isEmpty()
                ? ""
                : " `%s` prints their SQL, which this tool takes as content.".formatted(sql));
  }
}
