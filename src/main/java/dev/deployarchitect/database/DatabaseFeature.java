package dev.deployarchitect.database;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.database.backup.GenerateBackups;
import dev.deployarchitect.database.plan.PlanMigration;
import dev.deployarchitect.database.pooling.GeneratePooling;
import dev.deployarchitect.database.replica.GenerateReplica;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.database.execution.ExecutedSql;
import dev.deployarchitect.database.given.GivenDatabases;
import dev.deployarchitect.database.given.RunSql;
import dev.deployarchitect.database.insight.GenerateInsight;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.tool.Feature;
import java.util.List;

/** What this room brings. */
public final class DatabaseFeature {
  private DatabaseFeature() {}

  public static Feature feature(
      Content content, Verification verification, Scratch scratch, GivenDatabases given) {
    MigrationReviewer reviewer = new MigrationReviewer();
    ExecutedSql executed = new ExecutedSql(scratch);
    return new Feature(
        "database",
        List.of(
            new ReviewMigrations(reviewer, content, scratch).tool(),
            new PlanMigration(content, verification, reviewer, scratch).tool(),
            new GeneratePooling(content, verification, executed).tool(),
            new GenerateBackups(content, verification, executed).tool(),
            new GenerateReplica(content, verification, executed).tool(),
            new GenerateInsight(content, verification, executed).tool(),
            new RunSql(given).tool(),
            new TrySql(reviewer, content, scratch).tool()),
        List.of(reviewer));
  }
}
