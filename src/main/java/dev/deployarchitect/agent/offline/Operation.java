package dev.deployarchitect.agent.offline;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What is asked of a running database, beside changes of its schema. */
enum Operation {
  POOLING(
      "generate_pooling",
      "pgbouncer|\\bpool(ing|er|ers|s)?\\b|too many (connections|clients)|connection limits?|max_connections|"
          + "rds proxy|supavisor"),
  BACKUPS(
      "generate_backups",
      "back(ing)?[- ]?ups?\\b|point.in.time|\\bpitr\\b|pg_dump|pgbackrest|\\brestor(e|es|ing)\\b|\\brpo\\b|\\brto\\b|"
          + "disaster"),
  REPLICA("generate_replica", "\\breplicas?\\b|read.only copy|replication|failover|standby"),
  INSIGHT(
      "generate_insight",
      "slow quer|query performance|pg_stat|(missing|unused) index|\\bbloat|wraparound|\\bvacuum\\b|n ?\\+ ?1 quer");

  /** Words of changes: with them the migrations are looked at too. */
  private static final Pattern CHANGES =
      Pattern.compile(
          "(?i)migrat|\\bschema\\b|\\bcolumns?\\b|\\benums?\\b|backfill|\\brenam|foreign key|expand.?contract");

  private final String tool;
  private final Pattern words;

  Operation(String tool, String words) {
    this.tool = tool;
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
  }

  String tool() {
    return tool;
  }

  static Set<Operation> in(String question) {
    EnumSet<Operation> all = EnumSet.noneOf(Operation.class);
    for (Operation each : values()) {
      if (each.words.matcher(question).find()) {
        all.add(each);
      }
    }
    return all;
  }

  static boolean asksForChanges(String question) {
    return CHANGES.matcher(question).find();
  }
}
