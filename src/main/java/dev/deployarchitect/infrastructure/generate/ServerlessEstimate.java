package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.infrastructure.cost.Bill;
import dev.deployarchitect.infrastructure.cost.Cost;
import dev.deployarchitect.infrastructure.cost.PriceList;
import dev.deployarchitect.infrastructure.cost.Term;
import dev.deployarchitect.infrastructure.cost.Traffic;
import java.util.ArrayList;
import java.util.List;

/** What an environment on Vercel with a database of another host costs a month. */
record ServerlessEstimate(PriceList prices, ServerlessDatabase database) {
  private static final double HOURS = 730;

  /** Assumed until somebody measured: CPU of a request, and how long its instance waits for it. */
  private static final double CPU_MILLISECONDS = 50;

  private static final double WAIT_MILLISECONDS = 200;
  private static final double INSTANCE_GB = 2;
  private static final int STORED_GB = 10;
  private static final int INCLUDED_GB = 1000;

  static ServerlessEstimate of(Content content, ServerlessDatabase database) {
    DatedTable table =
        DatedTable.read(
            content.text("tools/infrastructure/generate_terraform/prices/serverless.tsv"));
    return new ServerlessEstimate(
        new PriceList(table, "list prices of Vercel (Pro) and " + database.label()), database);
  }

  List<Figure> figures() {
    Bill production =
        new Bill(
            prices,
            "production",
            List.of(prices.cost("a developer's seat", Term.of(1, "vercel-seat")), data()),
            this::moved);
    List<Figure> figures = new ArrayList<>(production.parts());
    figures.addAll(production.volumes());
    figures.add(production.most());
    figures.add(
        new Figure.Assumed(
            "a request",
            "50 ms of CPU in an instance of 2 GB that waits 200 ms for it",
            "measure yours in Vercel's Observability; instances that serve several at once cost less"));
    if (database == ServerlessDatabase.PLANETSCALE) {
      figures.add(
          new Figure.Assumed(
              "PlanetScale",
              "unknown",
              "its prices go by cluster size; no list of it is packed here"));
    }
    return figures;
  }

  private Cost data() {
    return switch (database) {
      // Production never sleeps: the smallest compute runs all month, larger ones by load.
      case NEON ->
          prices.cost(
              "PostgreSQL",
              Term.of("0.25 CU x 730 h", 0.25 * HOURS, "neon-cu"),
              Term.of(STORED_GB + " GB", STORED_GB, "neon-gb"));
      case SUPABASE ->
          prices.cost(
              "PostgreSQL",
              Term.of(1, "supabase-plan"),
              Term.of(1, "supabase-small"),
              Term.of(1, "supabase-credit"));
      case PLANETSCALE -> prices.cost("PostgreSQL, of unknown price");
    };
  }

  private Cost moved(Traffic traffic) {
    double requests = traffic.millions() * 1_000_000.0;
    double cpu = requests * CPU_MILLISECONDS / 3_600_000;
    double memory = requests * WAIT_MILLISECONDS / 3_600_000 * INSTANCE_GB;
    int beyond = Math.max(0, traffic.gigabytes() - INCLUDED_GB);
    return prices.cost(
        traffic.name(),
        Term.of(traffic.millions() + " million requests", traffic.millions(), "vercel-invocations"),
        Term.of("CPU %d h".formatted(Math.round(cpu)), cpu, "vercel-cpu"),
        Term.of("memory %d GB-h".formatted(Math.round(memory)), memory, "vercel-memory"),
        Term.of(beyond + " GB", beyond, "vercel-gb"));
  }
}
