package dev.deployarchitect.database.given;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * PostgreSQL databases that the operator lets the architect ask, by name. A model and a person see
 * the name, the host and the database; the password stays here.
 */
public final class GivenDatabases {
  private static final String PREFIX = "ARCHITECT_DATABASE_";

  private final Map<String, URI> addresses;

  private GivenDatabases(Map<String, URI> addresses) {
    this.addresses = addresses;
  }

  public static GivenDatabases none() {
    return new GivenDatabases(Map.of());
  }

  /**
   * Those of {@code ARCHITECT_DATABASE_NAME=postgresql://user:password@host:port/database?…}.
   *
   * @throws IllegalArgumentException naming the variable that holds no such address
   */
  public static GivenDatabases of(Map<String, String> environment) {
    Map<String, URI> addresses = new TreeMap<>();
    environment.forEach((variable, value) -> {
      if (variable.startsWith(PREFIX) && variable.length() > PREFIX.length()) {
        String name = variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        addresses.put(name, address(variable, value));
      }
    });
    return new GivenDatabases(addresses);
  }

  private static URI address(String variable, String value) {
    try {
      URI uri = URI.create(value.strip());
      if (String.valueOf(uri.getScheme()).matches("postgres(ql)?") && uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the value: it may hold a password.
    }
    throw new IllegalArgumentException(
        "%s is no address such as postgresql://user:password@host:5432/database."
            .formatted(variable));
  }

  List<String> names() {
    return List.copyOf(addresses.keySet());
  }

  /** Host, port and database, for people. */
  Optional<String> place(String name) {
    return Optional.ofNullable(addresses.get(name))
        .map(uri -> uri.getHost() + port(uri) + uri.getPath());
  }

  private static String port(URI uri) {
    return uri.getPort() < 0 ? "" : ":" + uri.getPort();
  }

  Connection connect(String name) throws SQLException {
    URI uri = addresses.get(name);
    Properties properties = new Properties();
    String[] login = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
    properties.setProperty("user", decoded(login[0]));
    if (login.length == 2) {
      properties.setProperty("password", decoded(login[1]));
    }
    properties.setProperty("ApplicationName", "deployment-architect");
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("socketTimeout", "120");
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return DriverManager.getConnection(
        "jdbc:postgresql://" + uri.getHost() + port(uri) + uri.getPath() + query, properties);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
