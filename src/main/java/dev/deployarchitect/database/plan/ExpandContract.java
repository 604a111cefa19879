package dev.deployarchitect.database.plan;

/** What the steps of all kinds of change have in common. */
final class ExpandContract {
  static final String TIMEOUTS = "SET lock_timeout = '5s';\nSET statement_timeout = '0';\n";

  private ExpandContract() {}

  static PlanStep backfill(String back) {
    return new PlanStep(
        "backfill", "", "nothing; run backfill.sh until it says the gate is open", "", back);
  }

  /** The trigger goes, and with it the column that others took the place of: at once or not. */
  static String dropReplaced(ChangeRequest r, String function) {
    return TIMEOUTS
        + """
        DO $contract$
        BEGIN
          LOCK TABLE %2$s IN ACCESS EXCLUSIVE MODE;
          DROP TRIGGER IF EXISTS %1$s ON %2$s;
          DROP FUNCTION IF EXISTS %1$s();
          ALTER TABLE %2$s DROP COLUMN IF EXISTS %3$s;
        END
        $contract$;
        """
            .formatted(function, r.tableSql(), r.columnSql());
  }
}
