package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.regex.Pattern;

/** Routes of a Next.js application that a serverless host treats in its own way. */
final class ServerlessRoutes {
  private static final Pattern EDGE =
      Pattern.compile(
          "(?m)^\\h*+(?:export\\s+const\\s+runtime\\s*=|runtime\\s*:)\\s*['\"](?:experimental-)?edge['\"]");
  private static final int MOST = 50;

  private ServerlessRoutes() {}

  /**
   * Files that ask for the edge runtime
   * (nextjs.org/docs/app/api-reference/file-conventions/route-segment-config).
   */
  static List<String> onTheEdge(Workspace workspace) {
    return workspace.paths(ServerlessRoutes::isRoute).stream()
        .filter(p -> workspace.source(p).filter(s -> EDGE.matcher(s.text()).find()).isPresent())
        .limit(MOST)
        .toList();
  }

  /** Paths below {@code /api/cron}, which a scheduler calls. */
  static List<String> crons(Workspace workspace) {
    return workspace.paths(ServerlessRoutes::isRoute).stream()
        .filter(p -> p.matches("(.*/)?(app|pages)/api/crons?/.*") && !p.contains("["))
        .map(RoutePath::of)
        .distinct()
        .sorted()
        .limit(MOST)
        .toList();
  }

  private static boolean isRoute(String path) {
    return path.matches("(.*/)?(app|pages)/.*\\.[jt]sx?") && !path.contains("node_modules/");
  }
}
