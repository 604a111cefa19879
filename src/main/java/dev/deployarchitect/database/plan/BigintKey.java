package dev.deployarchitect.database.plan;

import java.util.List;

/**
 * An integer primary key becomes a bigint before it ends at 2,147,483,647. A copy of the key grows
 * beside it, and one short transaction exchanges the two; foreign keys are made anew without a scan
 * and validated after.
 */
final class BigintKey {
  private BigintKey() {}

  static List<PlanStep> steps(ChangeRequest r) {
    String table = r.tableSql();
    String key = r.columnSql();
    String copy = copy(r);
    String function = r.name("bigint");
    String index = index(r);
    String check = r.name("bigint_set");
    String trigger =
        """
        ALTER TABLE %1$s ADD COLUMN IF NOT EXISTS %2$s BIGINT;
        CREATE OR REPLACE FUNCTION %3$s() RETURNS trigger LANGUAGE plpgsql AS $copy$
        BEGIN
          NEW.%2$s := NEW.%4$s;
          RETURN NEW;
        END
        $copy$;
        CREATE OR REPLACE TRIGGER %3$s BEFORE INSERT OR UPDATE ON %1$s
          FOR EACH ROW EXECUTE FUNCTION %3$s();
        """
            .formatted(table, copy, function, key);
    String same =
        "SELECT count(*) FROM %s WHERE %s IS DISTINCT FROM %s;".formatted(table, copy, key);
    String takeOut =
        "DROP TRIGGER IF EXISTS %1$s ON %2$s;\nDROP FUNCTION IF EXISTS %1$s();\nALTER TABLE %2$s DROP COLUMN IF EXISTS %3$s;\n"
            .formatted(function, table, copy);
    String add =
        "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID;\n"
            .formatted(table, check, copy);
    String drop = "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s;\n".formatted(table, check);
    return List.of(
        new PlanStep(
                "expand",
                ExpandContract.TIMEOUTS + trigger,
                "nothing: the running version does not see the copy",
                "",
                "its down.sql")
            .undoneBy(takeOut),
        ExpandContract.backfill("none needed: the key is untouched"),
        new PlanStep(
                "index",
                "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS %s ON %s (%s);\n"
                    .formatted(index, table, copy),
                "nothing",
                same,
                "its down.sql")
            .undoneBy("DROP INDEX CONCURRENTLY IF EXISTS %s;\n".formatted(index)),
        new PlanStep(
                "check",
                ExpandContract.TIMEOUTS + add,
                "nothing",
                "SELECT count(*) FROM pg_index WHERE indexrelid = '%s'::regclass AND NOT indisvalid;"
                    .formatted(index),
                "its down.sql")
            .undoneBy(drop),
        new PlanStep(
                "validate",
                ExpandContract.TIMEOUTS
                    + "ALTER TABLE %s VALIDATE CONSTRAINT %s;\n".formatted(table, check),
                "nothing",
                "",
                "its down.sql")
            .undoneBy(drop + add),
        new PlanStep(
            "swap",
            ExpandContract.TIMEOUTS + swap(r, function, check),
            "nothing: the key keeps its name; make sure that clients read it as 64 bits (BigInt in Prisma) before it passes 2,147,483,647",
            same,
            "until the contract step: the old key stands in %s, without rows inserted since; fill it, and swap back the same way"
                .formatted(old(r))),
        new PlanStep(
            "foreign-keys",
            validateKeys(r),
            "nothing; columns that refer to the key become bigint by change_type plans of their own",
            "",
            "nothing to take back: the keys held before they were validated"),
        new PlanStep(
            "contract",
            ExpandContract.TIMEOUTS
                + "DROP FUNCTION IF EXISTS %s();\n".formatted(function)
                + "-- architect-ignore: database/drop-column -- the copy of the old key, which nothing"
                + " reads\nALTER TABLE %s DROP COLUMN IF EXISTS %s;\n".formatted(table, old(r)),
            "nothing",
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND confrelid = '%s'::regclass AND NOT convalidated;"
                .formatted(table),
            "none needed: nothing reads it"));
  }

  static String copy(ChangeRequest r) {
    return ChangeRequest.quoted(r.column() + "_bigint");
  }

  private static String old(ChangeRequest r) {
    return ChangeRequest.quoted(r.column() + "_int");
  }

  private static String index(ChangeRequest r) {
    return ChangeRequest.quoted(Indexes.cut(r.table() + "_" + r.column() + "_bigint_key"));
  }

  /** In one transaction and without a scan: constraints that are proven, indexes that are built. */
  private static String swap(ChangeRequest r, String function, String check) {
    return """
    DO $swap$
    DECLARE
      key record;
      drops text[] := '{}';
      adds text[] := '{}';
      command text;
      primary_key text;
      sequence text := pg_get_serial_sequence('%1$s', %2$s);
      identity "char";
      last bigint;
      step bigint;
    BEGIN
      LOCK TABLE %1$s IN ACCESS EXCLUSIVE MODE;
      FOR key IN
        SELECT conname, conrelid::regclass AS child, replace(pg_get_constraintdef(oid), ' NOT VALID', '') AS definition
        FROM pg_constraint WHERE contype = 'f' AND confrelid = '%1$s'::regclass AND conparentid = 0
      LOOP
        drops := drops || format('ALTER TABLE %%s DROP CONSTRAINT %%I', key.child, key.conname);
        adds := adds || format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s NOT VALID', key.child, key.conname, key.definition);
      END LOOP;
      SELECT conname INTO STRICT primary_key FROM pg_constraint WHERE contype = 'p' AND conrelid = '%1$s'::regclass;
      SELECT attidentity INTO identity FROM pg_attribute WHERE attrelid = '%1$s'::regclass AND attname = %2$s;
      FOREACH command IN ARRAY drops LOOP
        EXECUTE command;
      END LOOP;
      DROP TRIGGER %3$s ON %1$s;
      ALTER TABLE %1$s ALTER COLUMN %5$s SET NOT NULL;
      ALTER TABLE %1$s DROP CONSTRAINT %8$s;
      EXECUTE format('ALTER TABLE %1$s DROP CONSTRAINT %%I', primary_key);
      IF sequence IS NOT NULL AND identity = '' THEN
        ALTER TABLE %1$s ALTER COLUMN %4$s DROP DEFAULT;
      ELSIF sequence IS NOT NULL THEN
        last := nextval(sequence);
        SELECT seqincrement INTO step FROM pg_sequence WHERE seqrelid = sequence::regclass;
        ALTER TABLE %1$s ALTER COLUMN %4$s DROP IDENTITY;
      END IF;
      ALTER TABLE %1$s ALTER COLUMN %4$s DROP NOT NULL;
      ALTER TABLE %1$s RENAME COLUMN %4$s TO %6$s;
      ALTER TABLE %1$s RENAME COLUMN %5$s TO %4$s;
      EXECUTE format('ALTER TABLE %1$s ADD CONSTRAINT %%I PRIMARY KEY USING INDEX %7$s', primary_key);
      IF sequence IS NOT NULL AND identity = '' THEN
        EXECUTE format('ALTER SEQUENCE %%s AS bigint', sequence);
        EXECUTE format('ALTER SEQUENCE %%s OWNED BY %1$s.%4$s', sequence);
        EXECUTE format('ALTER TABLE %1$s ALTER COLUMN %4$s SET DEFAULT nextval(%%L)', sequence);
      ELSIF sequence IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %1$s ALTER COLUMN %4$s ADD GENERATED %%s AS IDENTITY (INCREMENT %%s)',
          CASE identity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END, step);
        PERFORM setval(pg_get_serial_sequence('%1$s', %2$s), last);
      END IF;
      FOREACH command IN ARRAY adds LOOP
        EXECUTE command;
      END LOOP;
    END
    $swap$;
    """
        .formatted(
            r.tableSql(),
            ChangeRequest.literal(r.column()),
            function,
            r.columnSql(),
            copy(r),
            old(r),
            index(r),
            check);
  }

  private static String validateKeys(ChangeRequest r) {
    return """
    SET lock_timeout = '5s';
    SET statement_timeout = '0';
    DO $validate$
    DECLARE
      key record;
    BEGIN
      FOR key IN
        SELECT conname, conrelid::regclass AS child FROM pg_constraint
        WHERE contype = 'f' AND confrelid = '%s'::regclass AND NOT convalidated
      LOOP
        EXECUTE format('ALTER TABLE %%s VALIDATE CONSTRAINT %%I', key.child, key.conname);
      END LOOP;
    END
    $validate$;
    """
        .formatted(r.tableSql());
  }
}
