package dev.deployarchitect.front.mcp.stdio;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Lines of UTF-8, each on its own: a bad one costs no other. */
final class LineReader {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** What a line is. */
  sealed interface Line {
    record Text(String text) implements Line {}

    /** Not read; {@code why} is one sentence. */
    record Unreadable(String why) implements Line {}

    record End() implements Line {}
  }

  private final InputStream in;
  private final int most;
  private boolean begun;

  /**
   * A reader.
   *
   * @param most bytes of a line; of a longer one nothing is kept
   */
  LineReader(InputStream in, int most) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.most = most;
  }

  /** The next line without its end. What stands before the input's end is a line too. */
  Line next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long length = 0;
    int next = in.read();
    if (next < 0) {
      return new Line.End();
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (++length <= most) {
        bytes.write(next);
      }
    }
    if (length > most) {
      return new Line.Unreadable("The line is longer than %,d bytes.".formatted(most));
    }
    return text(bytes.toByteArray());
  }

  private Line text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean marked = !begun && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
      begun = true;
      return new Line.Text((marked ? text.substring(1) : text).strip());
    } catch (CharacterCodingException e) {
      begun = true;
      return new Line.Unreadable("The line is no UTF-8.");
    }
  }
}
