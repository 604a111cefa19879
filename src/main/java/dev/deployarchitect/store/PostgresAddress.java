package dev.deployarchitect.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A database as {@code postgresql://user:password@host:port/database?sslmode=require}.
 *
 * @param shown without the password
 */
record PostgresAddress(String jdbc, Properties properties, String shown) {

  static boolean is(String store) {
    return store.matches("(?s)postgres(ql)?://.*");
  }

  /**
   * Reads an address.
   *
   * @throws StoreException when it is none
   */
  static PostgresAddress of(String store) {
    try {
      URI uri = URI.create(store.strip());
      if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
        throw new IllegalArgumentException("no host or no database");
      }
      String place = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      Properties properties = new Properties();
      String[] login = String.valueOf(uri.getRawUserInfo()).split(":", 2);
      if (uri.getRawUserInfo() != null) {
        properties.setProperty("user", decoded(login[0]));
      }
      if (login.length == 2) {
        properties.setProperty("password", decoded(login[1]));
      }
      properties.setProperty("ApplicationName", "deployment-architect");
      properties.setProperty("currentSchema", PostgresTables.SCHEMA);
      properties.setProperty("connectTimeout", "5");
      properties.setProperty("tcpKeepAlive", "true");
      // Longer than any statement of ours; a host that vanished must not hold a thread for ever.
      properties.setProperty("socketTimeout", "20");
      return new PostgresAddress(
          "jdbc:postgresql://" + place + query, properties, "postgresql://" + place);
    } catch (IllegalArgumentException e) {
      // Not its cause: that would quote the password.
      throw new StoreException(
          "The address of the store must be postgresql://user:password@host:port/database.", null);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbc, properties);
  }

  @Override
  public String toString() {
    return shown;
  }
}
