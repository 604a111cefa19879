package dev.deployarchitect.database.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change, what the catalog says of its column, and its steps.
 *
 * @param backfill how rows are filled; empty where none are
 * @param direct the statements that make the same change at once, under a lock: what the catalog
 *     must be like at the end
 */
record Plan(
    ChangeRequest request,
    ColumnFacts facts,
    List<PlanStep> steps,
    Optional<Backfill> backfill,
    List<String> direct) {

  /** The folder of its files: two plans on one column are two folders. */
  String folder() {
    ChangeRequest r = request;
    String target =
        Map.of(
                ChangeRequest.Kind.RENAME_COLUMN, r.target(),
                ChangeRequest.Kind.CHANGE_TYPE, r.target(),
                ChangeRequest.Kind.ADD_FOREIGN_KEY, r.type(),
                ChangeRequest.Kind.REPLACE_ENUM_VALUE, r.target())
            .getOrDefault(r.kind(), "");
    String change =
        r.kind().name().toLowerCase(java.util.Locale.ROOT)
            + (target.isEmpty() ? "" : "-" + ChangeRequest.plain(target));
    return "migration-plan/%s.%s/%s/"
        .formatted(ChangeRequest.plain(r.table()), ChangeRequest.plain(r.column()), change);
  }
}
