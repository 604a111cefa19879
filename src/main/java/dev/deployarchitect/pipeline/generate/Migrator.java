package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tool that migrates a project's database, and how a pipeline calls it.
 *
 * @param name such as {@code prisma}
 * @param folder of the package it is called in, empty for the root
 * @param migrations their folder from the root, empty where there are none
 * @param client what makes its client before a build, empty where nothing does
 * @param apply applies what has not been applied yet, in order, once
 * @param drift fails when schema and migrations say different things, empty where it cannot tell
 * @param files what its migrations are called, as an extended regular expression
 * @param ownSchema whether a schema of PostgreSQL holds all it writes, so that previews can share a
 *     database
 */
record Migrator(
    String name,
    String folder,
    String migrations,
    String client,
    String apply,
    String drift,
    String files,
    boolean ownSchema) {
  private static final String SQL = "\\.sql$";
  private static final String SCRIPTS = "\\.(sql|[cm]?[jt]s)$";

  private record Known(String config, String program, Migrator migrator) {}

  /** Drizzle, Knex and node-pg-migrate by their documentation; each in the root alone. */
  private static final List<Known> KNOWN =
      List.of(
          new Known(
              "drizzle\\.config\\.[cm]?[jt]s",
              "drizzle-kit",
              new Migrator(
                  "drizzle",
                  "",
                  "drizzle",
                  "",
                  "drizzle-kit migrate",
                  "drizzle-kit check",
                  SQL,
                  false)),
          new Known(
              "knexfile\\.[cm]?[jt]s",
              "knex",
              new Migrator(
                  "knex", "", "migrations", "", "knex migrate:latest", "", SCRIPTS, false)),
          new Known(
              "package\\.json",
              "node-pg-migrate",
              new Migrator(
                  "node-pg-migrate",
                  "",
                  "migrations",
                  "",
                  "node-pg-migrate up",
                  "",
                  SCRIPTS,
                  false)));

  static Optional<Migrator> of(ProjectProfile profile, Workspace workspace) {
    return PrismaPlace.of(profile, workspace)
        .map(PrismaPlace::migrator)
        .or(() -> KNOWN.stream().flatMap(k -> found(k, workspace).stream()).findFirst());
  }

  private static Optional<Migrator> found(Known known, Workspace workspace) {
    boolean depends =
        workspace
            .source("package.json")
            .filter(s -> s.text().contains("\"" + known.program() + "\""))
            .isPresent();
    boolean configured = !workspace.paths(p -> p.matches(known.config())).isEmpty();
    return depends && configured
        ? Optional.of(known.migrator().in(migrations(known.migrator(), workspace)))
        : Optional.empty();
  }

  /** The folder that holds the most files that could be its migrations. */
  private static String migrations(Migrator migrator, Workspace workspace) {
    List<String> files =
        workspace.paths(p ->
            p.matches("(.*/)?(drizzle|migrations|migrate)/[^/]+" + migrator.files())
                && (migrator.name().equals("drizzle")
                    || p.matches(".*/\\d[^/]*")
                    || p.matches("\\d.*")));
    return files.stream()
        .map(p -> p.substring(0, p.lastIndexOf('/')))
        .collect(Collectors.groupingBy(f -> f, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private Migrator in(String where) {
    return new Migrator(name, folder, where, client, apply, drift, files, ownSchema);
  }

  /** For Prisma, from where it stands. */
  static Migrator prisma(String folder, String migrations, String drift) {
    return new Migrator(
        "prisma",
        folder,
        migrations,
        "prisma generate",
        "prisma migrate deploy",
        "prisma migrate diff " + drift + " --exit-code",
        SQL,
        true);
  }

  boolean migrates() {
    return !migrations.isEmpty();
  }
}
