package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.delivery.Figure;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who runs PostgreSQL for functions, and what differs from one to the other. */
enum ServerlessDatabase {
  NEON(
      "Neon",
      "NEON_API_KEY",
      "2",
      "deleting the Neon project deletes all branches and their history. prevent_destroy makes such a"
          + " plan fail.",
      "Lost data: branch from a point in time (neonctl branches create --parent main@TIME), compare,"
          + " then restore. Do it once as a drill.",
      "168 hours in production",
      "history_hours in environments/production.tfvars; the plan bounds it"),
  SUPABASE(
      "Supabase",
      "SUPABASE_ACCESS_TOKEN",
      "small",
      "deleting the Supabase project deletes the database and its backups. prevent_destroy makes such a"
          + " plan fail.",
      "Lost data: restore a daily backup, or a point in time where that add-on is bought; both replace"
          + " the database, so take a dump of what is there first. Do it once as a drill.",
      "a day",
      "daily backups; point in time only with the add-on, which Terraform cannot buy"),
  PLANETSCALE(
      "PlanetScale",
      "PLANETSCALE_SERVICE_TOKEN_ID, PLANETSCALE_SERVICE_TOKEN",
      "",
      "deleting the branch deletes its data. prevent_destroy makes such a plan fail, and production's"
          + " branch is protected from deletion.",
      "Lost data: make a branch from a backup or a point in time, compare, then switch both URLs to it."
          + " Do it once as a drill.",
      "14 days",
      "backup_days in variables.tf");

  private final String label;
  private final String token;
  private final String productionSize;
  private final String loss;
  private final String recovery;
  private final String reach;
  private final String reachWhy;

  ServerlessDatabase(
      String label,
      String token,
      String productionSize,
      String loss,
      String recovery,
      String reach,
      String reachWhy) {
    this.label = label;
    this.token = token;
    this.productionSize = productionSize;
    this.loss = loss;
    this.recovery = recovery;
    this.reach = reach;
    this.reachWhy = reachWhy;
  }

  /** The one a caller names in lower case; Neon where none is named. */
  static ServerlessDatabase named(String name) {
    return name == null ? NEON : valueOf(name.toUpperCase(Locale.ROOT));
  }

  String label() {
    return label;
  }

  /** Variables that carry the token of its provider. */
  String token() {
    return token;
  }

  String loss() {
    return loss;
  }

  String recovery() {
    return recovery;
  }

  Figure reach() {
    return new Figure.Assumed("how far recovery reaches back", reach, reachWhy);
  }

  /** Which sections of the templates are its own. */
  Map<String, Object> sections() {
    return Map.of(
        "neon", this == NEON,
        "supabase", this == SUPABASE,
        "planetscale", this == PLANETSCALE,
        "token", token);
  }

  String file() {
    return name().toLowerCase(Locale.ROOT) + ".tf";
  }

  /** How many connections production's database takes, and how many instances that feeds. */
  List<Figure> limits(Content content, int perInstance) {
    DatedTable table =
        DatedTable.read(content.text("tools/infrastructure/generate_terraform/connections.tsv"));
    return table.rows().stream()
        .filter(row -> row.get("host").equals(name().toLowerCase(Locale.ROOT)))
        .filter(row -> row.get("size").equals(productionSize))
        .findFirst()
        .map(row ->
            List.<Figure>of(
                new Figure.Assumed(
                    "connections to " + label + " at size " + productionSize,
                    "%s direct, %s through its pooler"
                        .formatted(row.get("direct"), row.get("pooled")),
                    "%s, a stored copy read on %s".formatted(row.get("source"), table.date())),
                new Figure.Assumed(
                    "instances that may run at once",
                    String.valueOf(Integer.parseInt(row.get("pooled")) / perInstance),
                    "%s / %d connections an instance (connections_per_instance)"
                        .formatted(row.get("pooled"), perInstance))))
        .orElse(
            List.of(
                new Figure.Assumed(
                    "connections to " + label,
                    "unknown",
                    "they depend on cluster_size: SHOW max_connections; instances at once are that"
                        + " of PgBouncer / "
                        + perInstance)));
  }
}
