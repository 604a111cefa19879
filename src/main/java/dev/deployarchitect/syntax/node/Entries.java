package dev.deployarchitect.syntax.node;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping's entries in their order; long ones are found by an index, made on first use. */
final class Entries extends AbstractList<Node.Entry> {
  /** Up to here a walk is as fast. */
  private static final int SHORT = 16;

  private final List<Node.Entry> all;
  private volatile Map<String, Node.Entry> byKey;

  private Entries(List<Node.Entry> all) {
    this.all = all;
  }

  static Entries of(List<Node.Entry> entries) {
    return entries instanceof Entries known ? known : new Entries(List.copyOf(entries));
  }

  /** The first of this key. */
  Optional<Node.Entry> find(String key) {
    if (all.size() <= SHORT) {
      return all.stream().filter(e -> e.key().text().equals(key)).findFirst();
    }
    Map<String, Node.Entry> index = byKey;
    if (index == null) {
      index = new HashMap<>();
      for (Node.Entry entry : all) {
        index.putIfAbsent(entry.key().text(), entry);
      }
      byKey = index;
    }
    return Optional.ofNullable(index.get(key));
  }

  @Override
  public Node.Entry get(int index) {
    return all.get(index);
  }

  @Override
  public int size() {
    return all.size();
  }
}
