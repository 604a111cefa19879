package dev.deployarchitect.front.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages of the last calls, so that reading on does not run a call again. Thread-safe. */
final class RecentResults {
  private static final int KEPT = 32;

  /** A result cut into pages. */
  record Paged(String status, boolean error, List<String> pages) {}

  private final Map<String, Paged> results =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Paged> eldest) {
          return size() > KEPT;
        }
      };

  synchronized void keep(String call, Paged result) {
    results.put(call, result);
  }

  synchronized Optional<Paged> find(String call) {
    return Optional.ofNullable(results.get(call));
  }
}
