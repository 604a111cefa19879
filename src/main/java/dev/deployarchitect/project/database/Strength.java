package dev.deployarchitect.project.database;

import java.util.regex.Pattern;

/** How much a place says about the database that production uses, most first. */
public enum Strength {
  /** Holds in production: a schema's provider, production's own settings, infrastructure. */
  PRODUCTION,
  /** The application's settings, or an example of them. */
  SETTING,
  /** A client library among the dependencies. */
  DRIVER,
  /** A server in a compose file or a workflow, for whichever program. */
  IMAGE,
  /** Settings of tests, development or examples. */
  LOCAL;

  private static final Pattern ASIDE =
      Pattern.compile(
          "(?i)(?:^|/)(?:tests?|specs?|__tests__|fixtures?|examples?|samples?|demos?|docs?|e2e|benchmarks?)/");
  private static final Pattern LOCAL_NAME =
      Pattern.compile("(?i)(?<![a-z])(?:dev|development|local|tests?|testing|ci)(?![a-z])");
  private static final Pattern PRODUCTION_NAME =
      Pattern.compile("(?i)(?<![a-z])(?:prod|production|staging|live)(?![a-z])");

  /** This strength in the file at {@code path}: less in tests, more in production's own. */
  Strength in(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (ASIDE.matcher(path).find() || LOCAL_NAME.matcher(name).find()) {
      return LOCAL;
    }
    boolean production = this == SETTING && PRODUCTION_NAME.matcher(path).find();
    return production ? PRODUCTION : this;
  }
}
