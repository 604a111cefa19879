package dev.deployarchitect.text;

/** A half-open range {@code [start, end)} of a source. Lines and columns start at 1. */
public record Span(Source source, int start, int end) {

  public Span {
    if (start < 0 || end < start || end > source.length()) {
      throw new IllegalArgumentException(
          "span %d..%d outside %s (0..%d)".formatted(start, end, source.path(), source.length()));
    }
  }

  public String path() {
    return source.path();
  }

  public int line() {
    return source.line(start);
  }

  public int column() {
    return source.column(start);
  }

  public int endLine() {
    return source.line(end);
  }

  public int endColumn() {
    return source.column(end);
  }

  public String text() {
    return source.text().substring(start, end);
  }

  /** The smallest span that holds this one and {@code other}, of the same source. */
  public Span to(Span other) {
    return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
  }

  /** This span cut to its first line, so that a finding on a block underlines its head. */
  public Span firstLine() {
    int lineEnd = source.lineSpan(line()).end();
    return end <= lineEnd ? this : new Span(source, start, Math.max(start, lineEnd));
  }

  /** {@code path:line:column}, as editors and terminals link it. */
  public String place() {
    return path() + ":" + line() + ":" + column();
  }

  @Override
  public String toString() {
    return place();
  }
}
