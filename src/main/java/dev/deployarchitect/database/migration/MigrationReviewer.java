package dev.deployarchitect.database.migration;

import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.workspace.Workspace;
import java.util.HashSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds faults in SQL migrations of PostgreSQL by reading them. */
public final class MigrationReviewer implements Reviewer {
  private static final Pattern MIGRATION =
      Pattern.compile("(?i)(.*/)?(migrations?|migrate|drizzle|db/migration)/(.*/)?[^/]+\\.sql");
  private static final Pattern DOWN =
      Pattern.compile("(?i).*([./_]down|rollback|undo)[^/]*\\.sql|.*/U\\d[^/]*__[^/]*\\.sql");

  /** A folder named after an engine says which its files are for. */
  private static final Pattern OTHER_ENGINE =
      Pattern.compile("(?i)(.*/)?(clickhouse|mysql|mariadb|sqlite|mssql|sqlserver|oracle|d1)/.*");

  private static final RuleSet<Migration> RULES =
      new RuleSet<>(
          "tools/database/review_migrations/rules",
          Stream.of(
                  LossRules.all(),
                  LockRules.all(),
                  HeavyRules.all(),
                  SchemaRules.all(),
                  RepeatRules.all())
              .<Rule<Migration>>flatMap(List::stream)
              .toList());

  private static final RuleSet<History> HISTORY =
      new RuleSet<>("tools/database/review_migrations/rules", HistoryRules.all());

  @Override
  public String subject() {
    return "migrations";
  }

  @Override
  public List<RuleInfo> rules() {
    return Stream.of(RULES.infos(), HISTORY.infos()).flatMap(List::stream).toList();
  }

  @Override
  public boolean reads(String path) {
    return MIGRATION.matcher(path).matches() && !DOWN.matcher(path).matches() && !foreign(path);
  }

  /** Whether a file lies in a folder of another engine. */
  public static boolean foreign(String path) {
    return OTHER_ENGINE.matcher(path).matches();
  }

  @Override
  public Optional<String> remark(List<Finding> findings, Workspace workspace) {
    List<String> all = workspace.paths(this::reads).stream().sorted().toList();
    Set<String> newest = new HashSet<>();
    for (int i = 0; i < all.size(); i++) {
      boolean last = i + 1 == all.size() || !series(all.get(i + 1)).equals(series(all.get(i)));
      if (last) {
        newest.add(all.get(i));
      }
    }
    long history =
        findings.stream()
            .map(f -> f.span().path())
            .filter(path -> reads(path) && !newest.contains(path))
            .count();
    return history == 0
        ? Optional.empty()
        : Optional.of(
            ("%d findings lie in migrations that later ones follow. Where those are applied they"
                    + " are history: review what a change brings with --since, or keep a --baseline.")
                .formatted(history));
  }

  /** The folder whose files run one after another. */
  public static String series(String path) {
    String folder = Paths.folder(path);
    return Paths.name(path).equals("migration.sql") ? Paths.folder(folder) : folder;
  }

  /**
   * Whose folder a file lies in: {@code prisma}, {@code flyway}, or {@code sql} where nothing says.
   */
  public static String tool(String path) {
    return Migration.tool(path);
  }

  /** Whether the project's database is PostgreSQL, or nothing says which it is. */
  public static boolean judges(ProjectProfile profile) {
    return profile.about(Topic.DATABASE).anyMatch(f -> f.name().equals("postgresql"))
        || profile.nameOr(Topic.DATABASE, "postgresql").equals("postgresql");
  }

  @Override
  public List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile) {
    if (!judges(profile)) {
      return List.of();
    }
    Map<String, Migration> read = new HashMap<>();
    List<Finding> histories = histories(paths, workspace, read);
    List<Finding> findings = new ArrayList<>();
    for (String path : paths) {
      Optional.ofNullable(read.get(path))
          .or(() -> workspace.source(path).map(Migration::read))
          .ifPresent(migration -> findings.addAll(review(migration)));
    }
    findings.addAll(histories);
    return findings;
  }

  /**
   * What only shows in the whole folder, said of the files asked for and of the schema.
   *
   * @param read is given the migrations of these folders, each with what those before it made
   */
  private List<Finding> histories(
      List<String> paths, Workspace workspace, Map<String, Migration> read) {
    Set<String> wanted = new HashSet<>(paths);
    Map<String, List<String>> folders = folders(workspace.paths(this::reads));
    folders.values().removeIf(all -> all.stream().noneMatch(wanted::contains));
    List<Finding> findings = new ArrayList<>();
    folders.forEach((folder, all) -> {
      List<Migration> migrations =
          all.stream()
              .sorted(
                  Comparator.comparing(
                      p -> p.substring(folder.isEmpty() ? 0 : folder.length() + 1),
                      MigrationOrder.of(tool(all.getFirst()))))
              .flatMap(p -> workspace.source(p).map(Migration::read).stream())
              .toList();
      Map<Span, String> types = ColumnTypesBefore.of(migrations);
      migrations.forEach(m -> read.put(m.source().path(), m.after(types)));
      HISTORY.check(History.of(folder, migrations, workspace)).stream()
          .filter(f -> wanted.contains(f.span().path()) || !reads(f.span().path()))
          .forEach(findings::add);
    });
    return findings;
  }

  /**
   * The files that run one after another, by their folder. Prisma runs the {@code migration.sql} of
   * each folder alone: a loose file next to those folders belongs to no order.
   */
  public static Map<String, List<String>> folders(List<String> paths) {
    Map<String, List<String>> folders =
        paths.stream()
            .collect(
                Collectors.groupingBy(
                    MigrationReviewer::series,
                    TreeMap::new,
                    Collectors.toCollection(ArrayList::new)));
    folders.values().forEach(MigrationReviewer::leaveLoose);
    return folders;
  }

  private static void leaveLoose(List<String> all) {
    if (all.stream().anyMatch(path -> tool(path).equals("prisma"))) {
      all.removeIf(path -> !tool(path).equals("prisma"));
    }
  }

  /** The findings in one migration. */
  public static List<Finding> review(Source source) {
    return review(Migration.read(source));
  }

  private static List<Finding> review(Migration migration) {
    List<Finding> findings = RULES.check(migration);
    List<Finding> engine =
        findings.stream().filter(f -> f.rule().id().equals("database/other-engine")).toList();
    // What a statement of another engine locks or loses, PostgreSQL's rules cannot say.
    return engine.isEmpty() ? findings : engine;
  }
}
