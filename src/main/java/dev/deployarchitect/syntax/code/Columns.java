package dev.deployarchitect.syntax.code;

/**
 * One entry a node. {@code end} is the index behind its last descendant, {@code from} and {@code
 * to} its offsets in the source; {@code kind} and {@code field} index the names.
 */
final class Columns {
  final int[] kind;
  final int[] field;
  final int[] from;
  final int[] to;
  final int[] parent;
  final int[] end;
  final Names names;

  Columns(int[][] rows, int[] end, Names names) {
    this.kind = rows[0];
    this.field = rows[1];
    this.from = rows[2];
    this.to = rows[3];
    this.parent = rows[4];
    this.end = end;
    this.names = names;
  }
}
