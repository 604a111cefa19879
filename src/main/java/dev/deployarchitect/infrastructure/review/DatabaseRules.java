package dev.deployarchitect.infrastructure.review;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.infrastructure.resource.Resource;
import dev.deployarchitect.infrastructure.resource.Stack;
import java.util.List;

/** Rules on managed databases. */
final class DatabaseRules {
  private static final String CLOUD_SQL = "google_sql_database_instance";

  private DatabaseRules() {}

  static List<Rule<Stack>> all() {
    return List.of(
        Rule.of(
            "infrastructure/public-database",
            Severity.CRITICAL,
            "CKV_AWS_17 CKV_GCP_11",
            DatabaseRules::open),
        Rule.of(
            "infrastructure/unencrypted-database",
            Severity.HIGH,
            "CKV_AWS_16 CKV_AWS_96",
            DatabaseRules::encrypted),
        Rule.of(
            "infrastructure/no-backup",
            Severity.HIGH,
            "CKV_AWS_133 CKV_GCP_14 CKV_AWS_28",
            DatabaseRules::backup),
        Rule.of(
            "infrastructure/no-deletion-protection",
            Severity.MEDIUM,
            "CKV_AWS_293 CKV_AWS_139",
            DatabaseRules::deletion),
        Rule.of("infrastructure/no-final-snapshot", Severity.MEDIUM, "", DatabaseRules::snapshot),
        Rule.of(
            "infrastructure/single-zone-database",
            Severity.LOW,
            "CKV_AWS_157",
            DatabaseRules::zones),
        Rule.of(
            "infrastructure/database-without-tls",
            Severity.MEDIUM,
            "CKV_GCP_6",
            DatabaseRules::tls));
  }

  private static boolean replica(Resource database) {
    return database.has("replicate_source_db") || database.has("master_instance_name");
  }

  /** CloudFormation keeps what says so when the stack goes. */
  private static boolean kept(Resource database) {
    return replica(database)
        || database.is("Retain", "deletion_policy")
        || database.is("Snapshot", "deletion_policy");
  }

  /** A restored one has the encryption of what it is restored from. */
  private static boolean copied(Resource database) {
    return replica(database)
        || database.has("snapshot_identifier")
        || database.has("replication_source_identifier")
        || database.has("restore_to_point_in_time");
  }

  private static void open(Stack stack, Rule.Reporter report) {
    for (String type : List.of("aws_db_instance", "aws_rds_cluster_instance")) {
      ResourceRules.flag(
          stack,
          report,
          type,
          "true",
          "this database answers the whole internet",
          "publicly_accessible");
    }
    ResourceRules.flag(
        stack,
        report,
        CLOUD_SQL,
        "0.0.0.0/0",
        "this database answers the whole internet",
        "settings",
        "ip_configuration",
        "authorized_networks",
        "value");
  }

  private static void encrypted(Stack stack, Rule.Reporter report) {
    for (String type : List.of("aws_db_instance", "aws_rds_cluster")) {
      ResourceRules.require(
          stack,
          report,
          type,
          DatabaseRules::copied,
          "the storage of this database is not encrypted",
          "storage_encrypted");
    }
  }

  private static void backup(Stack stack, Rule.Reporter report) {
    // CloudFormation keeps one day where the template says nothing; Terraform keeps none.
    boolean kept = stack.language() == Stack.Language.CLOUDFORMATION;
    String none = "no automated backups: nothing to restore, and no point in time to go back to";
    stack
        .of("aws_db_instance")
        .filter(r -> !replica(r))
        .filter(r ->
            r.is("0", "backup_retention_period") || (!kept && !r.has("backup_retention_period")))
        .forEach(r -> report.at(r.place("backup_retention_period"), none));
    // A cluster keeps at least one day where nothing is said.
    ResourceRules.flag(stack, report, "aws_rds_cluster", "0", none, "backup_retention_period");
    ResourceRules.require(
        stack,
        report,
        CLOUD_SQL,
        DatabaseRules::replica,
        none,
        "settings",
        "backup_configuration",
        "enabled");
    ResourceRules.require(
        stack,
        report,
        "aws_dynamodb_table",
        r -> false,
        "this table cannot be taken back to a point in time",
        "point_in_time_recovery",
        "enabled");
  }

  private static void deletion(Stack stack, Rule.Reporter report) {
    String message = "one destroy, or one renamed resource, deletes this database";
    for (String type : List.of("aws_db_instance", "aws_rds_cluster")) {
      ResourceRules.require(
          stack, report, type, DatabaseRules::kept, message, "deletion_protection");
    }
    // The google provider protects where nothing is said.
    ResourceRules.flag(stack, report, CLOUD_SQL, "false", message, "deletion_protection");
  }

  private static void snapshot(Stack stack, Rule.Reporter report) {
    stack
        .of("aws_db_instance", "aws_rds_cluster")
        .filter(r -> !replica(r))
        .flatMap(r -> r.properties().at("skip_final_snapshot"))
        .filter(f -> f.is("true"))
        .forEach(f ->
            report.at(
                f.span(),
                "deleting this database deletes its automated backups with it, and nothing is"
                    + " kept"));
  }

  private static void zones(Stack stack, Rule.Reporter report) {
    String message = "a failed zone takes this database down until it is restored";
    ResourceRules.require(
        stack, report, "aws_db_instance", DatabaseRules::replica, message, "multi_az");
    stack
        .of(CLOUD_SQL)
        .filter(r -> !replica(r))
        .filter(r -> r.field("settings", "availability_type").map(f -> f.is("ZONAL")).orElse(true))
        .forEach(r -> report.at(r.place("settings", "availability_type"), message));
  }

  private static void tls(Stack stack, Rule.Reporter report) {
    stack
        .of(CLOUD_SQL)
        .filter(r -> !r.has("settings", "ip_configuration", "require_ssl"))
        .filter(r ->
            r.field("settings", "ip_configuration", "ssl_mode")
                .map(f -> f.is("ALLOW_UNENCRYPTED_AND_ENCRYPTED"))
                .orElse(true))
        .forEach(r ->
            report.at(
                r.place("settings", "ip_configuration", "ssl_mode"),
                "this database accepts connections without TLS"));
  }
}
