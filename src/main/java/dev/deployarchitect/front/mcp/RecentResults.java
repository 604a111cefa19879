package dev.deployarchitect.front.mcp;

import dev.deployarchitect.tool.Repository;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages of the last calls, so that reading on does not run a call again. Each owner has its own,
 * and none takes another's place. Thread-safe.
 */
final class RecentResults {
  private static final int OWNERS = 64;
  private static final int KEPT = 16;

  /**
   * Whose results.
   *
   * @param caller who called
   * @param session in which
   */
  record Owner(String caller, String session) {}

  /**
   * A result cut into pages.
   *
   * @param repository what it is about
   */
  record Paged(String status, boolean error, List<String> pages, Repository repository) {}

  /** Forgets what was not used for longest. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int most;

    Recent(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }

  private final Map<Owner, Map<String, Paged>> results = new Recent<>(OWNERS);

  synchronized void keep(Owner owner, String call, Paged result) {
    results.computeIfAbsent(owner, o -> new Recent<>(KEPT)).put(call, result);
  }

  synchronized Optional<Paged> find(Owner owner, String call) {
    return Optional.ofNullable(results.getOrDefault(owner, Map.of()).get(call));
  }
}
