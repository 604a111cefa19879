package dev.deployarchitect.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** One PostgreSQL for several servers, which tell each other of news by NOTIFY. */
final class PostgresDatabase implements Database {
  private static final int READERS = 8;

  /** A thousand questions at once wait for each other, and are better answered late than not. */
  private static final long READ_PATIENCE_MILLIS = 15_000;

  /** A payload is shorter than 8,000 bytes (PostgreSQL, NOTIFY), and a run's id has 36. */
  private static final int TOPICS_PER_NOTICE = 150;

  private final PostgresAddress address;
  private final HikariDataSource readers;
  private final Signals signals = new Signals();
  private final PostgresListener listener;

  private PostgresDatabase(PostgresAddress address, HikariDataSource readers) {
    this.address = address;
    this.readers = readers;
    this.listener = new PostgresListener(address, signals);
  }

  /**
   * Connects, and brings the tables to the newest version.
   *
   * @throws StoreException when that cannot be done
   */
  static PostgresDatabase open(String url) {
    PostgresAddress address = PostgresAddress.of(url);
    try (Connection first = address.connect()) {
      first.setAutoCommit(false);
      keepsItsSettings(first, address);
      PostgresTables.migrations(address.shown()).run(first);
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(address.jdbc());
      config.setDataSourceProperties(address.properties());
      config.setMaximumPoolSize(READERS);
      config.setMinimumIdle(1);
      config.setConnectionTimeout(READ_PATIENCE_MILLIS);
      config.setReadOnly(true);
      return new PostgresDatabase(address, new HikariDataSource(config));
    } catch (SQLException e) {
      String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      if (said.contains("unsupported startup parameter")) {
        throw behindPooler(address);
      }
      throw new StoreException("The store %s cannot be opened: %s".formatted(address, said), e);
    }
  }

  /** A pooler that takes the schema and forgets it would put our tables among those of others. */
  private static void keepsItsSettings(Connection first, PostgresAddress address)
      throws SQLException {
    try (PreparedStatement asked = first.prepareStatement("SELECT current_setting('search_path')");
        ResultSet row = asked.executeQuery()) {
      if (!row.next() || !row.getString(1).equals(PostgresTables.SCHEMA)) {
        throw behindPooler(address);
      }
    }
  }

  private static StoreException behindPooler(PostgresAddress address) {
    return new StoreException(
        ("The store %s is a connection pooler, which shares connections and loses what one is set to and"
                + " listens to; give the address of the database itself (hosts call it direct or"
                + " session, not pooled).")
            .formatted(address),
        null);
  }

  @Override
  public Connection writer() throws SQLException {
    Connection connection = address.connect();
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public void announce(Connection writer, Collection<String> topics) throws SQLException {
    List<String> all = List.copyOf(topics);
    try (PreparedStatement statement = writer.prepareStatement("SELECT pg_notify(?, ?)")) {
      for (int from = 0; from < all.size(); from += TOPICS_PER_NOTICE) {
        int to = Math.min(all.size(), from + TOPICS_PER_NOTICE);
        statement.setString(1, PostgresListener.CHANNEL);
        statement.setString(2, String.join(" ", all.subList(from, to)));
        statement.execute();
      }
    }
  }

  @Override
  public void announced(Collection<String> topics) {
    // PostgreSQL tells us of our own news as it tells the others.
  }

  @Override
  public <T> List<T> query(RowMapper<T> mapper, Sql sql) {
    for (int attempt = 1; ; attempt++) {
      try {
        return ask(mapper, sql);
      } catch (SQLException e) {
        // A pooled connection may have died since it was last used; the pool drops it then.
        if (attempt > READERS || !isLost(e)) {
          throw new StoreException("The store cannot be read: " + e.getMessage(), e);
        }
      }
    }
  }

  /** Class 08 (connection) and 57P (operator intervention) of PostgreSQL's error codes. */
  private static boolean isLost(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return (state.startsWith("08") || state.startsWith("57P"))
        && !(e instanceof SQLTransientConnectionException);
  }

  private <T> List<T> ask(RowMapper<T> mapper, Sql sql) throws SQLException {
    try (Connection connection = readers.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql.text())) {
      sql.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(mapper.map(rows));
        }
        return found;
      }
    }
  }

  @Override
  public String now() {
    return "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)";
  }

  @Override
  public String shared() {
    return "FOR SHARE";
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public Signals signals() {
    return signals;
  }

  @Override
  public void close() {
    listener.close();
    readers.close();
  }
}
