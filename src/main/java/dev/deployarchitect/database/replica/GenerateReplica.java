package dev.deployarchitect.database.replica;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.database.engine.PostgresOnly;
import dev.deployarchitect.database.execution.ExecutedSql;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Designs a read replica and the way reads find it. */
public final class GenerateReplica {
  private static final String FOLDER = "tools/database/generate_replica/templates/";

  record Input(
      @Param("How old a read may be, in milliseconds; 1000 without it") Integer max_lag_ms,
      @Param("How many replicas; 1 without it") Integer replicas,
      @Param("GB of WAL that may wait for a replica that is away; 20 without it") Integer keep_gb,
      @Param(value = PostgresOnly.PARAM, oneOf = "postgresql") String database) {}

  private final Content content;
  private final Verification verification;
  private final ExecutedSql executed;

  public GenerateReplica(Content content, Verification verification, ExecutedSql executed) {
    this.content = content;
    this.verification = verification;
    this.executed = executed;
  }

  public Tool<?> tool() {
    return Tool.delivering("generate_replica", "database", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    return new PostgresOnly(content, "generate_replica")
        .answer(input.database(), false, context, () -> write(input, context));
  }

  private ToolResult write(Input input, ToolContext context) {
    int lag = input.max_lag_ms() == null ? 1000 : input.max_lag_ms();
    int replicas = input.replicas() == null ? 1 : input.replicas();
    int keep = input.keep_gb() == null ? 20 : input.keep_gb();
    if (lag < 10 || lag > 3_600_000 || replicas < 1 || replicas > 20 || keep < 1 || keep > 10_000) {
      return new ToolResult.Retry(
          "max_lag_ms is 10 to 3600000, replicas 1 to 20, keep_gb 1 to 10000.");
    }
    Map<String, Object> values =
        Map.of(
            "name",
            context.profile().name(),
            "maxLag",
            lag,
            // Often enough to notice, seldom enough to cost nothing.
            "checkEvery",
            Math.max(50, Math.min(1000, lag / 2)),
            "senders",
            replicas + 4,
            "slot",
            "replica_1",
            "keepGb",
            keep,
            "delaySeconds",
            Math.max(5, lag / 1000));
    List<Artifact> files = new ArrayList<>();
    add(files, "primary.conf", "settings of the primary", values);
    add(files, "replica.conf", "settings of the replica", values);
    add(files, "replica-role.sql", "the role that replicates, and the slot", values);
    add(files, "make-replica.sh", "makes the replica while the primary goes on", values);
    add(files, "lag.sql", "how far each replica is behind, asked of the primary", values);
    add(files, "replica-lag.sql", "how old what it shows is, asked of the replica", values);
    add(files, "replica-router.mjs", "reads from a replica that is fresh enough", values);
    List<Delivered> delivered = executed.onto(verification.verify(files));
    Recommendation recommendation = advice(files, context, lag, replicas, keep);
    return ToolResult.Done.delivery("", delivered, List.of(recommendation));
  }

  private void add(List<Artifact> files, String name, String purpose, Map<String, Object> values) {
    files.add(
        new Artifact(
            "database/replica/" + name,
            Template.fill(content.text(FOLDER + name), values),
            purpose));
  }

  private static Recommendation advice(
      List<Artifact> files, ToolContext context, int lag, int replicas, int keep) {
    boolean functions = context.profile().has(Topic.HOST, "vercel");
    return new Recommendation(
        "Read from %d replica%s, as long as they are fresh"
            .formatted(replicas, replicas == 1 ? "" : "s"),
        "A replica takes reads off the primary and stands ready to become it; it does not make one slow query faster, and it never takes a write.",
        files.stream().map(Artifact::path).toList(),
        List.of(
            "Include primary.conf on the primary and restart once; add the line for pg_hba.conf that stands in replica-role.sql.",
            "Run replica-role.sql with a password from the secret store; each further replica needs a slot of its own.",
            "Run make-replica.sh on the new server, include replica.conf, start it, run lag.sql on the primary.",
            "Give the replica its own pooler and address (REPLICA_URL); generate_pooling does the arithmetic.",
            "Wrap reads by replica-router.mjs: begin with one list page, watch its counts, then go on. Reads in a transaction that writes stay on the primary.",
            "On RDS, Cloud SQL, Neon or Supabase make the replica there (a reader endpoint or read-only compute) and use the router alone."),
        Part.says(
            List.of(
                "Costs: a second server of the primary's size, its storage, and the traffic of all WAL; across zones or regions that traffic is billed.",
                "Trade-off: reads may be up to %d ms old; hot_standby_feedback keeps rows on the primary while long reports run here."
                    .formatted(lag),
                functions
                    ? "Functions open connections to both servers: the limit of each instance now counts twice."
                    : "Each instance holds connections to both servers.")),
        Part.says(
            "Measure it: the primary's pg_stat_statements total time by query, before and after the first routed page; router.counts says what went where. No load was run here.",
            new Figure.Assumed(
                "reads may be this old", lag + " ms", "set it from what users accept")),
        Part.says(
            List.of(
                "Back: construct the router with maxLagMs 0, or take it out; all reads go to the primary, if it can bear them.",
                "The primary is lost: stop it for certain first, then pg_ctl promote on the replica, then switch the addresses; what was not replicated is lost (asynchronous replication). Two primaries at once cannot be merged again.",
                "A replica is lost: the router goes on with the primary; make it again by make-replica.sh. A slot nobody reads from is dropped: SELECT pg_drop_replication_slot('replica_1').")),
        Part.says(
            List.of(
                "lag.sql and replica-lag.sql, every 15 s by the exporter.",
                "A replica that is not streaming, or a slot that is not active, for 5 minutes is an alert: WAL piles up."),
            new Figure.Assumed(
                "alert on lag",
                "%d ms for 5 minutes".formatted(5L * lag),
                "five times what reads may be old"),
            new Figure.Assumed(
                "WAL that may wait",
                keep + " GB",
                "max_slot_wal_keep_size; under the free space of the primary's disk")));
  }
}
