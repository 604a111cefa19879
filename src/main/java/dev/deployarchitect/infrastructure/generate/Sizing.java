package dev.deployarchitect.infrastructure.generate;

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

  static final Sizing STAGING = new Sizing("staging", 1, 2, 256, 512, "db.t4g.micro", 20, 120);

  static final Sizing PRODUCTION =
      new Sizing("production", 2, 6, 512, 1024, "db.t4g.medium", 50, 400);

  boolean standby() {
    return environment.equals("production");
  }
}
