package dev.deployarchitect.store;

import dev.deployarchitect.tool.Approval;
import java.util.Optional;

/** What persons decided. */
final class ApprovalTable {
  private final Store store;

  ApprovalTable(Store store) {
    this.store = store;
  }

  boolean decide(String run, String approval, Approval.Decision decision, String by) {
    return store.changed(
        run,
        """
        INSERT INTO approvals (run, approval, approved, reason, decided_by, decided)
        SELECT id, ?, ?, ?, ?, %s FROM runs WHERE id = ? AND status = 'running'
        ON CONFLICT (run, approval) DO NOTHING
        """
            .formatted(store.now()),
        approval,
        decision instanceof Approval.Decision.Approved ? 1 : 0,
        decision instanceof Approval.Decision.Rejected(String reason) ? reason : "",
        by,
        run);
  }

  void show(String run, String approval, String secretHash) {
    store.changed(
        run,
        """
        INSERT INTO shown_approvals (run, approval, secret_hash, shown) VALUES (?, ?, ?, %s)
        ON CONFLICT (run, approval, secret_hash) DO NOTHING
        """
            .formatted(store.now()),
        run,
        approval,
        secretHash);
  }

  boolean isShown(String run, String approval, String secretHash) {
    return !store
        .query(
            row -> row.getString("run"),
            Sql.of(
                "SELECT run FROM shown_approvals WHERE run = ? AND approval = ? AND secret_hash = ?",
                run,
                approval,
                secretHash))
        .isEmpty();
  }

  Optional<Approval.Decision> decision(String run, String approval) {
    return store
        .query(
            Rows::decision,
            Sql.of("SELECT * FROM approvals WHERE run = ? AND approval = ?", run, approval))
        .stream()
        .findFirst();
  }
}
