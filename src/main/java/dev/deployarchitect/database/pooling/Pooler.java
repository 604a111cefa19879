package dev.deployarchitect.database.pooling;

import dev.deployarchitect.content.DatedTable;
import java.util.Map;

/**
 * What shares the connections.
 *
 * @param name {@code pgbouncer}, {@code neon}, {@code supabase} or {@code rds-proxy}
 * @param version PgBouncer's, such as 1.24; without meaning for the others
 * @param row of the dated table of poolers
 */
record Pooler(String name, String version, boolean session, Map<String, String> row) {

  static Pooler of(String name, String version, boolean session, DatedTable table) {
    return new Pooler(name, version, session, table.find("pooler", name).orElseThrow());
  }

  /** Whether it is ours to configure. */
  boolean own() {
    return name.equals("pgbouncer");
  }

  private int minor() {
    return Integer.parseInt(version.replaceFirst("^1\\.(\\d+).*", "$1"));
  }

  /** Whether a client may prepare a named statement and find it again (PgBouncer 1.21). */
  boolean namedStatements() {
    return switch (row.get("named statements")) {
      case "yes", "pins" -> true;
      case "by version" -> session || minor() >= 21;
      default -> false;
    };
  }

  /** Whether the setting exists that makes named statements work. */
  boolean tracksStatements() {
    return own() && !session && minor() >= 21;
  }
}
