package dev.deployarchitect.project.database;

import java.util.Locale;
import java.util.Optional;

/** A database engine and the words by which settings, drivers and URLs call it. */
public enum Engine {
  POSTGRESQL(
      "PostgreSQL",
      "postgres postgresql pgsql postgis pg pgx psycopg psycopg2 postgresql_psycopg2 asyncpg pg8000 pdo_pgsql neon neon-http neon-serverless aurora-postgresql cloudsqlpostgres vercel-postgres supabase timescaledb pgvector postgresjdbc"),
  MYSQL(
      "MySQL",
      "mysql mysql2 trilogy pdo_mysql mysqli myxql aurora-mysql planetscale planetscale-serverless percona pymysql aiomysql asyncmy"),
  MARIADB("MariaDB", "mariadb"),
  SQLITE(
      "SQLite", "sqlite sqlite3 better-sqlite3 better-sqlite spatialite libsql turso pdo_sqlite"),
  MONGODB("MongoDB", "mongodb mongo mongodb+srv djongo mongoid"),
  SQL_SERVER("SQL Server", "sqlserver mssql sqlsrv tedious"),
  ORACLE("Oracle", "oracle oracledb oracle_enhanced"),
  COCKROACHDB("CockroachDB", "cockroachdb cockroach"),
  H2("H2", "h2 hsqldb derby");

  private final String title;
  private final String words;

  Engine(String title, String words) {
    this.title = title;
    this.words = " " + words + " ";
  }

  /** As its makers write it. */
  public String title() {
    return title;
  }

  /**
   * The name of its {@link dev.deployarchitect.project.Fact}: {@code postgresql}, {@code mysql}.
   */
  public String fact() {
    return name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** A file or a part of the process: what development often runs where production has a server. */
  boolean embedded() {
    return this == SQLITE || this == H2;
  }

  /** The engine that {@code word} names, in any case; empty for a word of no engine. */
  public static Optional<Engine> of(String word) {
    String plain = word.toLowerCase(Locale.ROOT);
    for (Engine engine : values()) {
      if (engine.words.contains(" " + plain + " ")) {
        return Optional.of(engine);
      }
    }
    return Optional.empty();
  }
}
