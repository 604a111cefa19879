package dev.deployarchitect.syntax.code;

import org.treesitter.TSNode;
import org.treesitter.TSParser;

/**
 * What a native node is, asked once: the binding's getters ask first whether the node is null, and
 * a call into the library costs more than what it does. A cursor's node never is.
 */
final class NativeNode extends TSParser {
  private NativeNode() {}

  static int symbol(TSNode node) {
    return ts_node_symbol(node);
  }

  /** The first byte of UTF-16. */
  static int start(TSNode node) {
    return ts_node_start_byte(node);
  }

  /** The byte behind the last one. */
  static int end(TSNode node) {
    return ts_node_end_byte(node);
  }
}
