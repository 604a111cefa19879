package dev.deployarchitect.draft;

/** How the lines of a text end. */
enum LineEnds {
  LF("\n"),
  CRLF("\r\n"),
  /** A text of one line. */
  NONE("");

  private final String end;

  LineEnds(String end) {
    this.end = end;
  }

  /** The kind that most lines have. */
  static LineEnds of(String text) {
    int all = 0;
    int carriage = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      all++;
      if (at > 0 && text.charAt(at - 1) == '\r') {
        carriage++;
      }
    }
    return all == 0 ? NONE : 2 * carriage > all ? CRLF : LF;
  }

  /** The same text with lines that end so. */
  String in(String text) {
    return this == NONE ? text : text.replace("\r\n", "\n").replace("\n", end);
  }
}
