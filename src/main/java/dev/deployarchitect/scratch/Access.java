package dev.deployarchitect.scratch;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/**
 * How a server is spoken to.
 *
 * @param server host and port
 * @param parameters of the address, such as {@code sslmode=require}
 * @param maintenance the database from which others are made
 * @param owner a superuser
 * @param runner the role that runs other people's SQL
 */
record Access(
    String server,
    String parameters,
    String maintenance,
    String owner,
    String ownerPassword,
    String runner,
    String runnerPassword) {
  private static final int USUAL_PORT = 5432;

  /**
   * Of a server given as {@code postgresql://user:password@host:port/database?sslmode=…}; empty
   * where that is no such address.
   */
  static Optional<Access> of(String url) {
    try {
      URI uri = URI.create(url.strip());
      String user = uri.getRawUserInfo();
      boolean postgres = String.valueOf(uri.getScheme()).matches("postgres(ql)?");
      if (!postgres || uri.getHost() == null || user == null || !user.contains(":")) {
        return Optional.empty();
      }
      String[] login = user.split(":", 2);
      String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
      return Optional.of(
          new Access(
              uri.getHost() + ":" + (uri.getPort() < 0 ? USUAL_PORT : uri.getPort()),
              uri.getRawQuery() == null ? "" : uri.getRawQuery(),
              path.isEmpty() ? "postgres" : path,
              decoded(login[0]),
              decoded(login[1]),
              GivenSweep.runner(Instant.now(), random()),
              random()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  Connection owner(String database) throws SQLException {
    return connect(database, owner, ownerPassword);
  }

  Connection runner(String database) throws SQLException {
    return connect(database, runner, runnerPassword);
  }

  /**
   * As the runner, for queries whose answers may be endless: a limit of rows is the server's, and a
   * larger answer is an error.
   */
  Connection bounded(String database) throws SQLException {
    Properties properties = login(runner, runnerPassword);
    properties.setProperty("preferQueryMode", "extended");
    properties.setProperty("maxResultBuffer", "32M");
    return connect(database, properties);
  }

  private Connection connect(String database, String user, String secret) throws SQLException {
    Properties properties = login(user, secret);
    // Statements go one by one and as written, as a migration tool sends them.
    properties.setProperty("preferQueryMode", "simple");
    return connect(database, properties);
  }

  private static Properties login(String user, String secret) {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", secret);
    properties.setProperty("ApplicationName", "deployment-architect");
    properties.setProperty("loginTimeout", "10");
    return properties;
  }

  private Connection connect(String database, Properties properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s/%s?%s".formatted(server, database, parameters), properties);
  }
}
