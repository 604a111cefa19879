package dev.deployarchitect.database.migration;

import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.stream.Stream;

/** Finds faults in SQL migrations of PostgreSQL by reading them. */
public final class MigrationReviewer implements Reviewer {
  private static final RuleSet<Migration> RULES =
      new RuleSet<>(
          "tools/database/review_migrations/rules",
          Stream.of(LossRules.all(), LockRules.all())
              .<Rule<Migration>>flatMap(List::stream)
              .toList());

  @Override
  public String subject() {
    return "migrations";
  }

  @Override
  public List<RuleInfo> rules() {
    return RULES.infos();
  }

  @Override
  public boolean reads(String path) {
    return path.matches("(?i)(.*/)?(migrations?|migrate|drizzle|db/migration)/(.*/)?[^/]+\\.sql")
        && !path.matches("(?i).*([./_]down|rollback|undo)[^/]*\\.sql|.*/U\\d[^/]*__[^/]*\\.sql");
  }

  @Override
  public List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile) {
    String database = profile.nameOr(Topic.DATABASE, "postgresql");
    boolean postgres =
        profile.about(Topic.DATABASE).anyMatch(f -> f.name().equals("postgresql"))
            || database.equals("postgresql");
    if (!postgres) {
      return List.of();
    }
    return paths.stream()
        .flatMap(path -> workspace.source(path).stream())
        .flatMap(source -> review(source).stream())
        .toList();
  }

  /** The findings in one migration. */
  public static List<Finding> review(Source source) {
    return RULES.check(Migration.read(source));
  }
}
