package dev.deployarchitect.text;

import java.util.Arrays;

/**
 * A text cut out of a source with pieces left out (line continuations, block indentation), that
 * still knows where each of its characters stands in the source.
 */
public final class MappedText {
  private final Source source;
  private final String text;
  private final int[] offsets;

  private MappedText(Source source, String text, int[] offsets) {
    this.source = source;
    this.text = text;
    this.offsets = offsets;
  }

  /** The text of {@code span} as it stands. */
  public static MappedText of(Span span) {
    Builder builder = new Builder(span.source());
    builder.copy(span.start(), span.end());
    return builder.build(span.end());
  }

  public Source source() {
    return source;
  }

  public String text() {
    return text;
  }

  /** The place in the source of {@code [start, end)} of this text. */
  public Span span(int start, int end) {
    int from = offsets[Math.clamp(start, 0, text.length())];
    int to = end <= start ? from : offsets[Math.clamp(end, 1, text.length()) - 1] + 1;
    return source.span(from, Math.max(from, to));
  }

  /** The part {@code [start, end)} of this text, places kept. */
  public MappedText slice(int start, int end) {
    return new MappedText(
        source, text.substring(start, end), Arrays.copyOfRange(offsets, start, end + 1));
  }

  /** Collects pieces of one source in order. */
  public static final class Builder {
    private final Source source;
    private final StringBuilder text = new StringBuilder();
    private int[] offsets = new int[64];

    public Builder(Source source) {
      this.source = source;
    }

    public void copy(int start, int end) {
      for (int i = start; i < end; i++) {
        put(source.text().charAt(i), i);
      }
    }

    private void put(char c, int offset) {
      if (text.length() + 1 >= offsets.length) {
        offsets = Arrays.copyOf(offsets, offsets.length * 2);
      }
      offsets[text.length()] = offset;
      text.append(c);
    }

    /** Ends the text; {@code end} is the source offset just behind it. */
    public MappedText build(int end) {
      int[] all = Arrays.copyOf(offsets, text.length() + 1);
      all[text.length()] = end;
      return new MappedText(source, text.toString(), all);
    }
  }
}
