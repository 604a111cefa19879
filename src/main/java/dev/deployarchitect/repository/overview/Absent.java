package dev.deployarchitect.repository.overview;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/** What an overview did not see: silence about it would be taken for praise. */
record Absent(Workspace workspace, ProjectProfile profile) {
  String said() {
    List<String> missing = new ArrayList<>();
    for (Topic topic :
        List.of(
            Topic.LOCKFILE,
            Topic.CI,
            Topic.CONTAINER,
            Topic.HOST,
            Topic.IAC,
            Topic.DATABASE,
            Topic.HEALTH_ROUTE,
            Topic.ERROR_TRACKING,
            Topic.APM)) {
      boolean other = topic == Topic.LOCKFILE && locked();
      if (!profile.has(topic) && !other) {
        missing.add(topic.label());
      }
    }
    boolean tests =
        workspace.files().paths().stream()
            .anyMatch(p ->
                p.matches(
                    "(.*/)?(tests?|spec|__tests__|e2e)/.*|.*[._](test|spec)\\.\\w+|(.*/)?test_.*\\.py|.*_test\\.go"));
    if (!tests) {
      missing.add("tests");
    }
    return (missing.isEmpty() ? "nothing of the usual" : String.join(", ", missing))
        + " (routes, hosts and services are detected by files and by JavaScript's packages: what other code does is found by search_code).";
  }

  /** By a lock file of another stack than those whose installation is generated. */
  private boolean locked() {
    return workspace.files().paths().stream()
        .anyMatch(p ->
            p.matches(
                "(.*/)?(Gemfile\\.lock|poetry\\.lock|uv\\.lock|Pipfile\\.lock|go\\.sum|Cargo\\.lock|composer\\.lock|mix\\.lock|packages\\.lock\\.json|gradle\\.lockfile)"));
  }
}
