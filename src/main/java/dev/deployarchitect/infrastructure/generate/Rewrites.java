package dev.deployarchitect.infrastructure.generate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Paths that another server answers, as a caller writes them: {@code SOURCE=URL} with spaces
 * between (vercel.com/docs/rewrites).
 *
 * @param destinations URL by source path
 * @param fault what is wrong with the first one that cannot be used
 */
record Rewrites(Map<String, String> destinations, Optional<String> fault) {

  static Rewrites read(String text) {
    Map<String, String> destinations = new LinkedHashMap<>();
    if (text == null || text.isBlank()) {
      return new Rewrites(destinations, Optional.empty());
    }
    for (String word : text.strip().split("\\s+")) {
      int equals = word.indexOf('=');
      String source = equals < 0 ? word : word.substring(0, equals);
      String destination = equals < 0 ? "" : word.substring(equals + 1);
      if (!source.matches("/[\\w./:*()-]*") || !destination.matches("https://[\\w./:*?&=%@-]+")) {
        return new Rewrites(
            Map.of(),
            Optional.of(
                "'%s' is no rewrite; expected a path and an https URL, such as".formatted(word)
                    + " /docs/:path*=https://docs.example.com/:path*"));
      }
      destinations.put(source, destination);
    }
    return new Rewrites(destinations, Optional.empty());
  }
}
