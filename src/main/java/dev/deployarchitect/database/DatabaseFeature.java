package dev.deployarchitect.database;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.database.plan.PlanMigration;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.tool.Feature;
import dev.deployarchitect.tool.ReaderTool;
import java.util.List;

/** What this room brings. */
public final class DatabaseFeature {
  private DatabaseFeature() {}

  public static Feature feature(Content content, Verification verification) {
    MigrationReviewer reviewer = new MigrationReviewer();
    return new Feature(
        "database",
        List.of(
            new ReaderTool(
                    reviewer,
                    content,
                    "prisma/migrations/given/migration.sql",
                    source -> source.path() + "\n")
                .tool("review_migrations", "database"),
            new PlanMigration(content, verification).tool()),
        List.of(reviewer));
  }
}
