package dev.deployarchitect.database.pooling;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import java.util.ArrayList;
import java.util.List;

/** The six parts that go with a pooler. */
final class PoolingAdvice {
  private PoolingAdvice() {}

  /**
   * @param given whether the numbers are the team's own
   */
  static Recommendation of(
      ConnectionBudget budget,
      Pooler pooler,
      PrismaConnections prisma,
      List<Artifact> files,
      boolean given) {
    String verdict =
        budget.fits()
            ? "It would fit without a pooler too, as long as nothing grows."
            : "Without a pooler it does not fit: the next rollout or peak is refused connections.";
    return new Recommendation(
        "Share the connections to PostgreSQL",
        "The application may ask for %,d connections (%s); it may use %d (%s). %s"
            .formatted(budget.peak(), budget.demand(), budget.usable(), budget.supply(), verdict),
        files.stream().map(Artifact::path).toList(),
        guide(pooler, prisma),
        Part.says(
            List.of(
                pooler.own()
                    ? "Costs: one small process beside the database or the application; two behind a load balancer where it must not be a single point of failure."
                    : "Costs: %s is part of, or billed with, the database service."
                        .formatted(pooler.name()),
                "Trade-off: " + pooler.row().get("to know"))),
        benchmark(budget, given),
        Part.says(
            List.of(
                "Back: point DATABASE_URL at the direct address and restart; nothing is stored in the pooler. That only holds while the demand fits the server (%s)."
                    .formatted(budget.fits() ? "it does" : "it does not: fewer instances first"),
                "The pooler is gone: clients get errors at once. Run two, or keep the direct address at hand.",
                "pooler-role.sql is undone by DROP SCHEMA pgbouncer CASCADE; DROP ROLE pgbouncer.")),
        Part.says(
            List.of(
                "PgBouncer's console, SHOW POOLS: cl_waiting above 0 for longer than a minute means that the pool is too small or transactions are too long; maxwait is how long the first one has waited.",
                "On the server: connections.sql."),
            new Figure.Assumed(
                "alert on waiting clients",
                "maxwait over 5 s for 2 minutes",
                "a third of query_wait_timeout, 15 s in this configuration"),
            new Figure.Assumed(
                "alert on a full server",
                "80 % of usable connections",
                "a rollout needs the rest")));
  }

  private static List<String> guide(Pooler pooler, PrismaConnections prisma) {
    List<String> guide = new ArrayList<>();
    if (pooler.own()) {
      guide.add(
          "Run pooler-role.sql as a superuser; put the pooler's passwords into userlist.txt (mode 0600, from the secret store).");
      guide.add("Put certificates into tls/, the database's address into databases.ini.");
      guide.add(
          "Start PgBouncer %s with pgbouncer.ini%s."
              .formatted(
                  pooler.version(),
                  pooler.tracksStatements()
                      ? "; an older one than 1.21 refuses max_prepared_statements"
                      : ""));
    } else {
      guide.add("Take the pooled address of %s from its console.".formatted(pooler.name()));
    }
    guide.add(prisma.step());
    guide.add("Set DATABASE_URL and DIRECT_URL in the secret store of each environment.");
    guide.add(
        "Release one instance, watch SHOW POOLS and connections.sql under load, then the others.");
    return guide;
  }

  private static Part benchmark(ConnectionBudget budget, boolean given) {
    String asked = "%,d".formatted(budget.peak());
    // What is computed from an assumption is one.
    Figure demand =
        given
            ? new Figure.Measured("connections asked for", asked, "computed: " + budget.demand())
            : new Figure.Assumed("connections asked for", asked, budget.demand());
    String there = "%d".formatted(budget.usable());
    Figure supply =
        given
            ? new Figure.Measured("connections there are", there, "computed: " + budget.supply())
            : new Figure.Assumed("connections there are", there, budget.supply());
    String measure =
        "Measure it: p95 of your requests and SHOW STATS (avg_wait_time) under the load of your busiest hour, before and after; no load was run here.";
    return given
        ? Part.says(measure, demand, supply)
        : Part.says(
            measure,
            demand,
            supply,
            new Figure.Cited(
                "max_connections where it was not given",
                "100",
                "PostgreSQL's manual, 20.3.1, the default"),
            new Figure.Assumed(
                "instances where they were not given",
                "%d with %d connections each".formatted(budget.instances(), budget.perInstance()),
                "a place to start; give instances and per_instance as they are"));
  }
}
