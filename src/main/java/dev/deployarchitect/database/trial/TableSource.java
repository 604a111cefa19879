package dev.deployarchitect.database.trial;

import dev.deployarchitect.database.migration.MigrationOrder;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.database.migration.ToolMigrations;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The SQL of a repository that makes its tables: migrations in their order, or a dump of the
 * schema.
 *
 * @param place the folder or file; empty for none
 * @param others places that would serve too
 * @param unread migrations that are no SQL, a sentence each
 */
record TableSource(
    String place, List<MigrationFile> files, List<String> others, List<String> unread) {
  static final String NONE = "none";

  /** Dumps that a tool keeps up to date, so that they are worth more than its migrations. */
  private static final Pattern KEPT = Pattern.compile("(.*/)?(db/structure|LATEST)\\.sql");

  /** Dumps by the names that people give them. */
  private static final Pattern DUMP =
      Pattern.compile("(?i)(.*/)?(structure|schema|latest|init|create_tables?|ddl)\\.sql");

  /** Commands of psql in a dump are none of the server's. */
  private static final Pattern META = Pattern.compile("(?m)^\\\\[a-z](?=.*$)");

  /**
   * Finds it.
   *
   * @param wanted a folder or file; {@code none} for an empty database; empty for what is found
   * @return empty where {@code wanted} is not there
   */
  static Optional<TableSource> of(String wanted, Workspace workspace, MigrationReviewer reviewer) {
    List<String> unread =
        ToolMigrations.of(workspace).stream()
            .filter(m -> m.paths().stream().noneMatch(p -> p.endsWith(".sql")))
            .map(ToolMigrations::said)
            .toList();
    if (wanted.equals(NONE)) {
      return Optional.of(new TableSource("", List.of(), List.of(), List.of()));
    }
    List<TableSource> all = all(workspace, reviewer, unread);
    if (!wanted.isEmpty()) {
      return all.stream()
          .filter(s -> s.place().equals(wanted))
          .findFirst()
          .or(() -> named(wanted, workspace, unread));
    }
    if (all.isEmpty()) {
      return Optional.of(new TableSource("", List.of(), List.of(), unread));
    }
    List<String> others = all.stream().skip(1).map(TableSource::place).toList();
    TableSource first = all.getFirst();
    return Optional.of(new TableSource(first.place(), first.files(), others, unread));
  }

  /** The fullest first: what Rails loads, then the longest series, then dumps. */
  private static List<TableSource> all(
      Workspace workspace, MigrationReviewer reviewer, List<String> unread) {
    List<TableSource> all = new ArrayList<>();
    Predicate<String> dump = p -> DUMP.matcher(p).matches() && !MigrationReviewer.foreign(p);
    workspace
        .paths(p -> dump.test(p) && KEPT.matcher(p).matches())
        .forEach(p -> file(p, workspace, unread).ifPresent(all::add));
    Series.of(workspace, reviewer)
        .forEach(s -> all.add(new TableSource(s.folder(), s.files(), List.of(), unread)));
    liquibase(workspace, unread).ifPresent(all::add);
    workspace
        .paths(p -> dump.test(p) && !KEPT.matcher(p).matches() && !reviewer.reads(p))
        .forEach(p -> file(p, workspace, unread).ifPresent(all::add));
    return all;
  }

  private static Optional<TableSource> liquibase(Workspace workspace, List<String> unread) {
    List<String> paths =
        ToolMigrations.of(workspace).stream()
            .flatMap(m -> m.paths().stream())
            .filter(p -> p.endsWith(".sql"))
            .sorted(MigrationOrder.of("liquibase"))
            .toList();
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TableSource(
                dev.deployarchitect.project.Paths.folder(paths.getFirst()),
                paths.stream().flatMap(p -> read(p, workspace)).toList(),
                List.of(),
                unread));
  }

  /** A folder's SQL files by their names, or one file. */
  private static Optional<TableSource> named(
      String wanted, Workspace workspace, List<String> unread) {
    if (wanted.endsWith(".sql")) {
      return file(wanted, workspace, unread);
    }
    List<MigrationFile> files =
        workspace.paths(p -> p.startsWith(wanted + "/") && p.endsWith(".sql")).stream()
            .sorted(
                Comparator.comparing(
                    p -> p.substring(wanted.length() + 1), MigrationOrder.of("sql")))
            .flatMap(p -> read(p, workspace))
            .toList();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(new TableSource(wanted, files, List.of(), unread));
  }

  private static Optional<TableSource> file(String path, Workspace workspace, List<String> unread) {
    List<MigrationFile> files = read(path, workspace).toList();
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(new TableSource(path, files, List.of(), unread));
  }

  private static Stream<MigrationFile> read(String path, Workspace workspace) {
    return workspace.source(path).stream()
        .map(s -> new Source(path, META.matcher(s.text()).replaceAll("--")))
        .map(s -> MigrationFile.of(s, MigrationReviewer.tool(path), Optional.empty()));
  }

  /** For a sentence: {@code prisma/migrations (19 files)}. */
  String said() {
    return files.size() == 1
        ? place
        : "%s (%,d files)".formatted(place.isEmpty() ? "the root" : place, files.size());
  }
}
