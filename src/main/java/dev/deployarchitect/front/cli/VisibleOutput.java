package dev.deployarchitect.front.cli;

import dev.deployarchitect.text.Visible;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The last place before a terminal or a CI log: what it would obey is written out, whoever's text
 * it is. Lines and tabs stay; {@code ::} at the beginning of a line and {@code ##[} are GitHub's
 * commands, {@code ##vso[} and {@code ##teamcity[} those of others (actions/runner,
 * ActionCommand.cs, read 2026-11).
 */
public final class VisibleOutput extends OutputStream {
  private final PrintStream out;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private ByteBuffer left = ByteBuffer.allocate(8192);
  private char high;
  private boolean blank = true;
  private int colons;
  private int hashes;

  private VisibleOutput(PrintStream out) {
    this.out = out;
  }

  /** A stream that writes to {@code out} what may be shown. */
  public static PrintStream over(PrintStream out) {
    return new PrintStream(new VisibleOutput(out), true, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    if (left.remaining() < length) {
      ByteBuffer larger = ByteBuffer.allocate(left.position() + length + 8192);
      larger.put(left.flip());
      left = larger;
    }
    left.put(bytes, from, length);
    left.flip();
    CharBuffer chars = CharBuffer.allocate(left.remaining() + 2);
    decoder.decode(left, chars, false);
    left.compact();
    StringBuilder shown = new StringBuilder();
    chars.flip();
    while (chars.hasRemaining()) {
      take(chars.get(), shown);
    }
    byte[] ready = shown.toString().getBytes(StandardCharsets.UTF_8);
    out.write(ready, 0, ready.length);
  }

  private void take(char c, StringBuilder shown) {
    if (Character.isHighSurrogate(c)) {
      high = c;
      return;
    }
    String one = high != 0 ? new String(new char[] {high, c}) : String.valueOf(c);
    high = 0;
    boolean command = (c == ':' && blank && colons == 1) || (c == '[' && hashes >= 2);
    colons = c == ':' ? colons + 1 : 0;
    hashes = c == '#' ? hashes + 1 : hashes >= 2 && c >= 'a' && c <= 'z' ? hashes : 0;
    blank =
        c == '\n'
            || (blank
                && (Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || (c == ':' && colons == 1)));
    shown.append(command ? "<U+%04X>".formatted((int) c) : Visible.text(one));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
