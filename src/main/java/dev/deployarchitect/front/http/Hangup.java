package dev.deployarchitect.front.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that a client hangs up while its answer is worked on. Jetty looks at an HTTP/1.1
 * connection when it reads or writes, and a long answer does neither. To be closed before the
 * answer's end is sent: from then on the connection's next request may come.
 */
final class Hangup implements AutoCloseable {
  private static final int PEEK = 512;

  private final Connection connection;
  private final EndPoint endPoint;
  private final Runnable gone;
  private ByteBuffer early = BufferUtil.EMPTY_BUFFER;
  private boolean closed;

  private Hangup(Connection connection, Runnable gone) {
    this.connection = connection;
    this.endPoint = connection.getEndPoint();
    this.gone = gone;
  }

  /**
   * Watches the connection of a request whose body was read.
   *
   * @param gone runs at most once, on a thread of its own
   */
  static Hangup watch(HttpServletRequest request, Runnable gone) {
    Connection connection =
        ServletContextRequest.getServletContextRequest(request)
            .getConnectionMetaData()
            .getConnection();
    Hangup hangup = new Hangup(connection, gone);
    hangup.listen();
    return hangup;
  }

  private synchronized void listen() {
    // Somebody else may be reading: then it is told of the end.
    if (!closed) {
      endPoint.tryFillInterested(
          Callback.from(Callback.NOOP.getInvocationType(), this::readable, failure -> {}));
    }
  }

  private void readable() {
    ByteBuffer bytes = BufferUtil.allocate(PEEK);
    int read;
    synchronized (this) {
      try {
        read = endPoint.fill(bytes);
      } catch (IOException e) {
        read = -1;
      }
      if (read > 0) {
        // The next request, sent before this one's answer: kept for whoever reads it.
        early = bytes;
        return;
      }
      if (read < 0 && closed) {
        return;
      }
    }
    if (read < 0) {
      Thread.ofVirtual().name("hangup").start(gone);
    } else {
      listen();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (endPoint instanceof AbstractEndPoint known) {
      known.getFillInterest().onFail(new ClosedChannelException());
    }
    if (early.hasRemaining() && connection instanceof Connection.UpgradeTo reader) {
      reader.onUpgradeTo(early);
      early = BufferUtil.EMPTY_BUFFER;
    }
  }
}
