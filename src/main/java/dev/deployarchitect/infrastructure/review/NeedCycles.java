package dev.deployarchitect.infrastructure.review;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Things that need each other in a circle, so that none can be made first. */
public final class NeedCycles {
  private NeedCycles() {}

  /** One cycle for each part of the graph that has some, in the order of {@code needs}. */
  public static List<List<String>> of(Map<String, Set<String>> needs) {
    List<List<String>> cycles = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (String start : needs.keySet()) {
      List<String> cycle = done.contains(start) ? List.of() : from(start, needs, done);
      if (!cycle.isEmpty()) {
        done.addAll(cycle);
        cycles.add(cycle);
      }
    }
    return cycles;
  }

  /** As a sentence: {@code a → b → a}. */
  public static String text(List<String> cycle) {
    return "these need each other: %s → %s".formatted(String.join(" → ", cycle), cycle.getFirst());
  }

  /** The first cycle met from {@code start}, walking in depth without recursion. */
  private static List<String> from(String start, Map<String, Set<String>> needs, Set<String> done) {
    Map<String, Deque<String>> open = new HashMap<>();
    Deque<String> path = new ArrayDeque<>();
    path.addLast(start);
    open.put(start, new ArrayDeque<>(needs.getOrDefault(start, Set.of())));
    while (!path.isEmpty()) {
      String at = path.getLast();
      String next = open.get(at).pollFirst();
      if (next == null) {
        done.add(path.removeLast());
        open.remove(at);
      } else if (open.containsKey(next)) {
        List<String> walked = List.copyOf(path);
        return walked.subList(walked.indexOf(next), walked.size());
      } else if (!done.contains(next) && needs.containsKey(next)) {
        path.addLast(next);
        open.put(next, new ArrayDeque<>(needs.get(next)));
      }
    }
    return List.of();
  }
}
