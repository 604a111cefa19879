package dev.deployarchitect.infrastructure.generate;

import java.util.Map;

/** The sizes of one environment; all of them assumptions until somebody measured. */
record Sizing(
    String environment,
    int minTasks,
    int maxTasks,
    int cpu,
    int memory,
    String databaseClass,
    int storage,
    int budget) {

  /**
   * What a task's pool may open (connection_limit of its URL); during a rollout tasks are double.
   */
  private static final int CONNECTIONS_PER_TASK = 5;

  static final Sizing STAGING = new Sizing("staging", 1, 2, 256, 512, "db.t4g.micro", 20, 120);

  static final Sizing PRODUCTION =
      new Sizing("production", 2, 6, 512, 1024, "db.t4g.medium", 50, 400);

  /** The values of an environment's file. */
  Map<String, Object> values(StackNames names) {
    return Map.ofEntries(
        Map.entry("environment", environment),
        Map.entry("production", standby()),
        Map.entry("account", standby() ? "444455556666" : "111122223333"),
        Map.entry("host", standby() ? names.domain() : "staging." + names.domain()),
        Map.entry("natGateways", 1),
        Map.entry("minTasks", minTasks),
        Map.entry("maxTasks", maxTasks),
        Map.entry("cpu", cpu),
        Map.entry("memory", memory),
        Map.entry("databaseClass", databaseClass),
        Map.entry("storage", storage),
        Map.entry("storageLimit", storage * 5),
        Map.entry("connections", maxTasks * 2 * CONNECTIONS_PER_TASK * 8 / 10),
        Map.entry("budget", budget),
        Map.entry("name", names.application()));
  }

  boolean standby() {
    return environment.equals("production");
  }
}
