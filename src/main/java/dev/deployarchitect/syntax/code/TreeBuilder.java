package dev.deployarchitect.syntax.code;

import java.util.Arrays;
import org.treesitter.TSNode;

/** Columns that grow. */
final class TreeBuilder {
  private final Names names;
  private int[][] rows = new int[5][1024];
  private int count;

  TreeBuilder(Names names) {
    this.names = names;
  }

  int add(TSNode node, int kind, int field, int parent) {
    if (count == rows[0].length) {
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOf(rows[i], count * 2);
      }
    }
    rows[0][count] = kind;
    rows[1][count] = field;
    rows[2][count] = NativeNode.start(node) / 2;
    rows[3][count] = NativeNode.end(node) / 2;
    rows[4][count] = parent;
    return count++;
  }

  /** An error has a number of its own, behind all others. */
  int kind(int symbol) {
    int errors = names.kinds().size() - 1;
    return symbol >= 0 && symbol < errors ? symbol : errors;
  }

  Columns columns() {
    int[][] all = Arrays.stream(rows).map(r -> Arrays.copyOf(r, count)).toArray(int[][]::new);
    int[] parent = all[4];
    int[] end = new int[count];
    for (int i = count - 1; i >= 0; i--) {
      end[i] = Math.max(end[i], i + 1);
      if (parent[i] >= 0) {
        end[parent[i]] = Math.max(end[parent[i]], end[i]);
      }
    }
    return new Columns(all, end, names);
  }
}
