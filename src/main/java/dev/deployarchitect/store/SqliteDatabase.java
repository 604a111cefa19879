package dev.deployarchitect.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One SQLite file in WAL mode: a connection for reading, and one for the writer. */
final class SqliteDatabase implements Database {
  private final String url;
  private final Connection reader;

  /** Of the reader; there are as many as texts in the tables' classes. Guarded by the reader. */
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private final Signals signals = new Signals();

  private SqliteDatabase(String url, Connection reader) {
    this.url = url;
    this.reader = reader;
  }

  /**
   * Opens or makes the file, and brings its tables to the newest version.
   *
   * @throws StoreException when that cannot be done
   */
  static SqliteDatabase open(Path file) {
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      ownersAlone(file);
      String url = "jdbc:sqlite:" + file;
      try (Connection first = connect(url)) {
        first.setAutoCommit(false);
        SqliteTables.migrations(file).run(first);
      }
      return new SqliteDatabase(url, connect(url));
    } catch (SQLException | IOException e) {
      throw new StoreException("The store %s cannot be opened.".formatted(file), e);
    }
  }

  /**
   * Conversations are read by who runs the server alone; SQLite gives its other files the mode of
   * this one.
   */
  private static void ownersAlone(Path file) throws IOException {
    try {
      Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-------");
      if (Files.exists(file)) {
        for (String end : List.of("", "-wal", "-shm")) {
          Path one = Path.of(file + end);
          if (Files.exists(one)) {
            Files.setPosixFilePermissions(one, mode);
          }
        }
      } else {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
      }
    } catch (UnsupportedOperationException e) {
      // A file system without permissions of this kind keeps its own.
    }
  }

  private static Connection connect(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute("PRAGMA busy_timeout = 5000");
    }
    return connection;
  }

  @Override
  public Connection writer() throws SQLException {
    Connection connection = connect(url);
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public void announce(Connection writer, Collection<String> topics) {
    // Whoever watches this file from another process asks it again and again.
  }

  @Override
  public void announced(Collection<String> topics) {
    signals.wake(topics);
  }

  @Override
  public <T> List<T> query(RowMapper<T> mapper, Sql sql) {
    synchronized (reader) {
      try {
        PreparedStatement statement = prepared.get(sql.text());
        if (statement == null) {
          statement = reader.prepareStatement(sql.text());
          prepared.put(sql.text(), statement);
        }
        sql.bind(statement);
        try (ResultSet rows = statement.executeQuery()) {
          List<T> found = new ArrayList<>();
          while (rows.next()) {
            found.add(mapper.map(rows));
          }
          return found;
        }
      } catch (SQLException e) {
        throw new StoreException("The store cannot be read: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public String now() {
    return "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
  }

  @Override
  public String shared() {
    return "";
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public Signals signals() {
    return signals;
  }

  @Override
  public void close() {
    try {
      synchronized (reader) {
        reader.close();
      }
    } catch (SQLException e) {
      throw new StoreException("The store cannot be closed.", e);
    }
  }
}
