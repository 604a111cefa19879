package dev.deployarchitect.front.mcp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells when the other side has hung up. */
final class EndNoticingStream extends FilterInputStream {
  private final Runnable ended;

  EndNoticingStream(InputStream in, Runnable ended) {
    super(in);
    this.ended = ended;
  }

  @Override
  public int read() throws IOException {
    return noticed(super.read());
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return noticed(super.read(bytes, offset, length));
  }

  private int noticed(int read) {
    if (read < 0) {
      ended.run();
    }
    return read;
  }
}
