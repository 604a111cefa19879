package dev.deployarchitect.front.mcp;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose each session is. A session that is not in here is nobody's, and not to be used.
 * Thread-safe.
 */
final class HttpSessions {
  private static final int MOST = 10_000;

  private final Map<String, String> owners =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MOST;
        }
      };

  synchronized void begun(String session, String caller) {
    owners.put(session, caller);
  }

  synchronized boolean belongs(String session, String caller) {
    return caller.equals(owners.get(session));
  }

  synchronized void ended(String session) {
    owners.remove(session);
  }
}
