package dev.deployarchitect.syntax.code;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.treesitter.TSLanguage;
import org.treesitter.TSSymbolType;

/** The grammar's names of node kinds and fields; field 0 is none, the last kind an error. */
record Names(List<String> kinds, List<String> fields, BitSet named) {
  boolean isNamed(int kind) {
    return named.get(kind);
  }

  /** As a grammar gives them. */
  static Names of(TSLanguage grammar) {
    List<String> kinds = new ArrayList<>();
    BitSet named = new BitSet();
    for (int i = 0; i < grammar.symbolCount(); i++) {
      kinds.add(grammar.symbolName(i));
      named.set(i, grammar.symbolType(i) == TSSymbolType.TSSymbolTypeRegular);
    }
    named.set(kinds.size());
    kinds.add("ERROR");
    List<String> fields = new ArrayList<>(List.of(""));
    for (int i = 1; i <= grammar.fieldCount(); i++) {
      fields.add(grammar.fieldNameForId(i));
    }
    return new Names(List.copyOf(kinds), List.copyOf(fields), named);
  }
}
