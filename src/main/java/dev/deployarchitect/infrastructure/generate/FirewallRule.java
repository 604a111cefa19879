package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules that let the paths of one kind pass a firewall's limits. */
final class FirewallRule {
  private FirewallRule() {}

  /**
   * Name, priority and path of each, as the templates read them; priorities count from {@code
   * first}.
   */
  static List<Map<String, Object>> of(
      String kind, int first, ProjectProfile profile, Topic routes) {
    List<Map<String, Object>> rules = new ArrayList<>();
    for (String path : RoutePath.of(profile, routes)) {
      int number = rules.size();
      rules.add(Map.of("rule", kind + "-" + number, "priority", first + number, "path", path));
    }
    return List.copyOf(rules);
  }
}
