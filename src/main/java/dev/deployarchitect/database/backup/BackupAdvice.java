package dev.deployarchitect.database.backup;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import java.util.ArrayList;
import java.util.List;

/** The six parts that go with backups. */
final class BackupAdvice {
  /** An assumption: what a network disk of a cloud gives to one reader. */
  private static final int MIB_A_SECOND = 100;

  private BackupAdvice() {}

  static Recommendation of(BackupPlan plan, String asOf, List<Artifact> files) {
    return new Recommendation(
        "Backups that have been restored",
        plan.selfHosted()
            ? "Any second of the last %d days can be gone back to, and a drill says each week that it is so."
                .formatted(plan.days())
            : "%s keeps: %s. At worst it loses: %s (table of %s). %s"
                .formatted(
                    plan.service(),
                    plan.managed().get("keeps"),
                    plan.managed().get("loses at worst"),
                    asOf,
                    plan.managed().get("to know")),
        files.stream().map(Artifact::path).toList(),
        guide(plan),
        cost(plan),
        benchmark(plan, asOf),
        Part.says(
            List.of(
                "Something was deleted or overwritten: note the time, stop what writes if it goes on, restore to the second before into a new place, count there, then copy the rows back or switch the address.",
                "The server is lost: restore the newest state into a new one, switch the address.",
                "CANNOT be gone back to: any time before the first backup. Where nothing was set up when the accident happened, look for the service's own backups first.",
                "CANNOT be undone: a restore into the live place, and a backup whose passphrase is lost. No script here writes into a folder or database that holds something.",
                "The scripts are undone by taking them out of cron; archive_mode = off needs a restart.")),
        monitoring(plan));
  }

  private static List<String> guide(BackupPlan plan) {
    List<String> guide = new ArrayList<>();
    if (plan.selfHosted() && plan.method().equals("pgbackrest")) {
      guide.add(
          "Install pgBackRest beside PostgreSQL, put pgbackrest.conf and the scripts in place, set PGBACKREST_REPO1_CIPHER_PASS for PostgreSQL and for cron.");
      guide.add("Include archiving.conf in postgresql.conf and restart once.");
      guide.add("Run 'backup.sh full', then each night from cron as the user who owns the data.");
    } else if (plan.selfHosted()) {
      guide.add(
          "Put the scripts and a passphrase (mode 0600) in place; mount the archive from another machine.");
      guide.add("Include archiving.conf in postgresql.conf and restart once.");
      guide.add("Give a role REPLICATION, then run backup.sh each night from cron.");
    } else if (plan.scripted()) {
      guide.add(
          plan.service().equals("neon")
              ? "Set the window in the console; run 'managed.sh drill TIME' and count there."
              : "Run 'managed.sh configure', then 'managed.sh drill TIME' and count there; 'managed.sh clean' after it.");
    } else {
      guide.add(
          "Buy the add-on for point-in-time recovery where a lost day is too much; restore into a second project to drill.");
    }
    guide.add(
        "Run backup-role.sql in the application's database, then dump.sh each night. Copy its folder to an account that the database's administrators cannot delete from.");
    guide.add(
        "Run dump-drill.sh each week with DRILL_QUERY and DRILL_LEAST set: it restores the newest dump into a new PostgreSQL.");
    guide.add(
        "A dump is whole or it is none: dump.sh exits 1 and names each table or large object that its role cannot read. Then run backup-role.sql again as the owner. %s Large objects need a grant each before PostgreSQL 19: dump.sh has backup.grant_large_objects() do it for those the administrator owns."
            .formatted(
                plan.selfHosted()
                    ? "Row-level security needs BYPASSRLS, which a superuser gives."
                    : plan.managed().get("rows behind policies")));
    guide.add(
        "A dump does not hold passwords of roles, rows of foreign tables, rights and settings of the database itself, or other databases. A restore makes no superuser: it prints the attributes to give by hand.");
    if (plan.selfHosted()) {
      guide.add(
          "Run restore-drill.sh each week with DRILL_DATABASE, DRILL_QUERY and DRILL_LEAST set; let its failure page somebody.");
    }
    guide.add("Keep the passphrase in two places, neither of them the server.");
    return guide;
  }

  private static Part cost(BackupPlan plan) {
    List<String> said = new ArrayList<>();
    said.add(
        "Costs: storage for %d days of backups and WAL; the WAL of a busy database can exceed its size. Prices differ by place and are not claimed here."
            .formatted(plan.days()));
    said.add(
        plan.selfHosted()
            ? "Trade-off: archive_timeout of %d s makes at least a segment of 16 MiB each %d s on a database that is written to; compression shrinks the empty rest."
                .formatted(plan.seconds(), plan.seconds())
            : "Trade-off: the service's backups live and die with the account; dumps elsewhere cost a second copy and restore slower.");
    return Part.says(said);
  }

  private static Part benchmark(BackupPlan plan, String asOf) {
    List<Figure> figures = new ArrayList<>();
    if (plan.selfHosted()) {
      figures.add(
          new Figure.Cited(
              "RPO, writes lost at worst",
              plan.seconds() + " s and the time a segment takes to arrive",
              "PostgreSQL's manual, archive_timeout, as archiving.conf sets it"));
    } else {
      figures.add(
          new Figure.Cited(
              "RPO, writes lost at worst",
              plan.managed().get("loses at worst"),
              plan.service() + "'s documentation, as of " + asOf));
    }
    plan.sizeGb()
        .ifPresent(size ->
            figures.add(
                new Figure.Assumed(
                    "RTO, time of a restore",
                    "%d min and the replay of WAL since the backup".formatted(minutes(size)),
                    "%d GB at %d MiB a second, a place to start; the drill says what it is"
                        .formatted(size, MIB_A_SECOND))));
    return new Part.Says(
        List.of(
            "Measure it: %s prints the seconds to a server that answers, and the last transaction it holds. In this project's own tests the drill restores to a second and counts, on small data; your data were not seen here."
                .formatted(plan.selfHosted() ? "restore-drill.sh" : "the drill")),
        figures);
  }

  private static long minutes(int gigabytes) {
    return Math.max(1, Math.round(gigabytes * 1_000_000_000.0 / (MIB_A_SECOND * 1_048_576.0) / 60));
  }

  private static Part monitoring(BackupPlan plan) {
    if (!plan.selfHosted()) {
      return Part.says(
          "Alert when the newest restore point of %s is older than an hour, and when dump.sh has not written a file for 26 hours."
              .formatted(plan.service()),
          new Figure.Assumed("age of the newest dump", "26 h", "a day and the time it takes"));
    }
    return Part.says(
        List.of(
            "backup-queries.sql: failed_count that grows, seconds_since_last, WAL that waits.",
            "Alert when a drill fails or none has succeeded for 8 days."),
        new Figure.Assumed(
            "alert on seconds_since_last",
            "%d s".formatted(5 * plan.seconds()),
            "five times archive_timeout; a database nobody writes to archives nothing"),
        new Figure.Assumed("age of the newest backup", "26 h", "a day and the time it takes"));
  }
}
