package dev.deployarchitect.front.mcp;

import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.tool.ToolContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Drafts of clients that keep no conversation here, by handles that only they know. Kept in memory:
 * those not used for longest go first, and all with the process. Thread-safe.
 */
final class HeldDrafts {
  /** The handle that asks for a draft. */
  static final String NEW = "new";

  /** Of one caller: no other takes their place. */
  private static final int MOST = 16;

  private static final int CALLERS = 64;
  private static final int BYTES = 8;

  /** A repository with a draft on it, under its handle. */
  record Held(String handle, String workspace, ToolContext context) {}

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Map<String, Held>> byCaller = new LinkedHashMap<>(16, 0.75f, true);

  /** An empty draft on a repository. */
  synchronized Held begin(String caller, String workspace, ToolContext repository) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String handle = "draft-" + HexFormat.of().formatHex(bytes);
    Held held = new Held(handle, workspace, repository.withDraft(Draft.EMPTY, change -> {}));
    Map<String, Held> own =
        byCaller.computeIfAbsent(caller, c -> new LinkedHashMap<>(16, 0.75f, true));
    own.put(handle, held);
    forget(own, MOST);
    forget(byCaller, CALLERS);
    return held;
  }

  /** The caller's own, on the repository as it is now. */
  Optional<Held> find(String caller, String workspace, String handle) {
    Held held;
    synchronized (this) {
      held = byCaller.getOrDefault(caller, Map.of()).get(handle);
    }
    if (held == null || !held.workspace().equals(workspace)) {
      return Optional.empty();
    }
    held.context().readAgain();
    return Optional.of(held);
  }

  private static <K, V> void forget(Map<K, V> map, int most) {
    while (map.size() > most) {
      map.remove(map.keySet().iterator().next());
    }
  }
}
