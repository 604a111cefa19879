package dev.deployarchitect.front.http;

import dev.deployarchitect.workspace.GitIntake;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a server listens and who may ask.
 *
 * @param keys may be none on loopback, needed on any other address
 * @param issuer of tokens that count like keys
 * @param origins pages of other origins that may embed the widget
 * @param runsPerMinute that one key, or one address without keys, may start; 0 for no limit
 * @param git which repositories it fetches for those who ask
 */
public record ServerSettings(
    String address,
    int port,
    Keys keys,
    Optional<Issuer> issuer,
    Set<String> origins,
    int runsPerMinute,
    GitIntake git) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  /**
   * Checked settings.
   *
   * @throws IllegalArgumentException with one sentence, when an open address has no key
   */
  public ServerSettings {
    if (!LOOPBACK.contains(address) && keys.isEmpty() && issuer.isEmpty()) {
      throw new IllegalArgumentException(
          "Listening on %s needs keys: give --keys FILE (see: architect key --help), set ARCHITECT_KEY, or name an --oidc-issuer."
              .formatted(address));
    }
  }

  /** Whether anybody who reaches it may ask. */
  public boolean isOpen() {
    return keys.isEmpty() && issuer.isEmpty();
  }

  /** Loopback on {@code port}, without a key. */
  public static ServerSettings loopback(int port) {
    return new ServerSettings(
        "127.0.0.1",
        port,
        Keys.none(),
        Optional.empty(),
        Set.of(),
        0,
        GitIntake.allowing(List.of()));
  }

  /** The names under which a request may reach this server. */
  Set<String> hosts() {
    Set<String> hosts = new HashSet<>(List.of("localhost", "127.0.0.1", "[::1]"));
    hosts.add(address.toLowerCase(Locale.ROOT));
    origins.forEach(origin -> hosts.add(RequestGuard.host(origin.replaceFirst("^\\w+://", ""))));
    return hosts;
  }
}
