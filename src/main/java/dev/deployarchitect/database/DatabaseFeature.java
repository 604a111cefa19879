package dev.deployarchitect.database;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.database.backup.GenerateBackups;
import dev.deployarchitect.database.plan.PlanMigration;
import dev.deployarchitect.database.pooling.GeneratePooling;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.tool.Feature;
import java.util.List;

/** What this room brings. */
public final class DatabaseFeature {
  private DatabaseFeature() {}

  public static Feature feature(Content content, Verification verification, Scratch scratch) {
    MigrationReviewer reviewer = new MigrationReviewer();
    return new Feature(
        "database",
        List.of(
            new ReviewMigrations(reviewer, content, scratch).tool(),
            new PlanMigration(content, verification, reviewer, scratch).tool(),
            new GeneratePooling(content, verification).tool(),
            new GenerateBackups(content, verification).tool()),
        List.of(reviewer));
  }
}
