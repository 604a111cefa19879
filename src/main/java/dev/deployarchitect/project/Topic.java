package dev.deployarchitect.project;

import java.util.Locale;

/** What a fact is about. */
public enum Topic {
  LANGUAGE,
  PACKAGE_MANAGER,
  LOCKFILE,
  RUNTIME,
  FRAMEWORK,
  ROUTER,
  BUILD_OUTPUT,
  SCRIPT,
  MONOREPO,
  PACKAGE,
  ORM,
  DATABASE,
  DATABASE_SERVICE,
  MIGRATIONS,
  CACHE,
  AUTH,
  OUTSIDE_API,
  SSE_ROUTE,
  WEBHOOK_ROUTE,
  HEALTH_ROUTE,
  ERROR_TRACKING,
  APM,
  ANALYTICS,
  HOST,
  CONTAINER,
  CI,
  IAC,
  ENVIRONMENT;

  /** As a person reads it: "package manager". */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
