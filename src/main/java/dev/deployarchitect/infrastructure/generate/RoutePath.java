package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.List;
import java.util.stream.Collectors;

/** The URL path a route's file answers, up to its first variable part. */
final class RoutePath {
  private RoutePath() {}

  /** Prefixes of the routes of a kind, shortest first, none below another; at most thirty. */
  static List<String> of(ProjectProfile profile, Topic kind) {
    List<String> all =
        profile
            .about(kind)
            .map(fact -> fact.proof().path())
            .map(RoutePath::of)
            // The whole API is no exception to its own limit.
            .filter(p -> p.length() > 1 && !p.equals("/api"))
            .distinct()
            .sorted()
            .toList();
    return all.stream()
        .filter(p -> all.stream().noneMatch(q -> !q.equals(p) && p.startsWith(q + "/")))
        // A firewall takes few rules.
        .limit(30)
        .toList();
  }

  /** The same as the items of a list in HCL. */
  static String quoted(ProjectProfile profile, Topic kind) {
    return of(profile, kind).stream().map(p -> '"' + p + '"').collect(Collectors.joining(", "));
  }

  /** {@code src/app/(shop)/api/chat/[id]/route.ts} answers below {@code /api/chat}. */
  static String of(String file) {
    String path = file.replaceFirst("^(.*/)?(app|pages)/(?=.*)", "");
    path =
        file.matches("(.*/)?app/(.*/)?route\\.\\w+")
            ? path.replaceFirst("/?route\\.\\w+$", "")
            : path.replaceFirst("(/index)?\\.\\w+$", "");
    StringBuilder url = new StringBuilder();
    for (String part : path.split("/")) {
      if (part.startsWith("[")) {
        break;
      }
      boolean group = part.startsWith("(") || part.startsWith("@");
      if (!group && !part.isEmpty() && part.matches("[\\w.~-]+")) {
        url.append('/').append(part);
      }
    }
    return url.toString();
  }
}
