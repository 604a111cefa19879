package dev.deployarchitect.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what the servers of one store tell each other; connects anew for as long as it lives. */
final class PostgresListener implements AutoCloseable {
  static final String CHANNEL = "architect";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresListener.class);
  private static final int WAIT_MILLIS = 10_000;
  private static final long PAUSE_MILLIS = 500;

  private final PostgresAddress address;
  private final Signals signals;
  private final Thread thread;
  private volatile boolean closed;
  private volatile Connection connection;

  PostgresListener(PostgresAddress address, Signals signals) {
    this.address = address;
    this.signals = signals;
    this.thread = Thread.ofVirtual().name("listener").start(this::work);
  }

  private void work() {
    while (!closed) {
      try (Connection own = address.connect()) {
        connection = own;
        try (Statement statement = own.createStatement()) {
          statement.execute("LISTEN " + CHANNEL);
        }
        // What was said while nobody listened is not said again.
        signals.wakeAll();
        listen(own.unwrap(PGConnection.class));
      } catch (SQLException e) {
        LOG.debug("the connection that listens is lost", e);
        pause();
      }
    }
  }

  private void listen(PGConnection own) throws SQLException {
    while (!closed) {
      PGNotification[] notices = own.getNotifications(WAIT_MILLIS);
      if (notices != null) {
        for (PGNotification notice : notices) {
          signals.wake(List.of(notice.getParameter().split(" ")));
        }
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      Connection own = connection;
      if (own != null) {
        own.close();
      }
    } catch (SQLException e) {
      LOG.debug("the connection that listens cannot be closed", e);
    }
  }
}
