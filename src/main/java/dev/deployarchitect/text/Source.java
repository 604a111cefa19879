package dev.deployarchitect.text;

import java.util.Arrays;

/**
 * An immutable text with a path and a line map. Offsets and columns count UTF-16 units; lines and
 * columns start at 1. Thread-safe.
 */
public final class Source {
  private final String path;
  private final String text;
  private final int[] lineStarts;

  public Source(String path, String text) {
    this.path = path;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  /** Path relative to the workspace, with {@code /}. */
  public String path() {
    return path;
  }

  public String text() {
    return text;
  }

  public int length() {
    return text.length();
  }

  public int lineCount() {
    return lineStarts.length;
  }

  /** The line (from 1) that holds {@code offset}; an offset past the end is on the last line. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column (from 1) of {@code offset} in its line. */
  public int column(int offset) {
    return offset - lineStarts[line(offset) - 1] + 1;
  }

  /** The offset at which {@code line} (from 1) starts; lines past the end give the end. */
  public int lineStart(int line) {
    return line > lineStarts.length ? text.length() : lineStarts[Math.max(line, 1) - 1];
  }

  /** The text of {@code line} (from 1) without its line break. */
  public String lineText(int line) {
    return lineSpan(line).text();
  }

  /** The whole of {@code line} (from 1) without its line break. */
  public Span lineSpan(int line) {
    int start = lineStart(line);
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    if (end > start && text.charAt(end - 1) == '\r') {
      end--;
    }
    return new Span(this, start, Math.max(start, end));
  }

  /** A span, clamped into the text. */
  public Span span(int start, int end) {
    int from = Math.clamp(start, 0, text.length());
    return new Span(this, from, Math.clamp(end, from, text.length()));
  }

  /** The span of the whole text. */
  public Span whole() {
    return new Span(this, 0, text.length());
  }

  @Override
  public String toString() {
    return path;
  }
}
