package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.List;
import java.util.Locale;

/** What a stack is called, where it answers, and what it is given. */
record StackNames(String application, String domain, int port) {

  /** A name of at most 20 lower-case letters, digits and hyphens. */
  static String application(ProjectProfile profile) {
    String name =
        profile
            .name()
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^[^a-z]+|-$", "");
    return name.length() < 2
        ? "app"
        : name.substring(0, Math.min(20, name.length())).replaceAll("-$", "");
  }

  /** Variables the running application reads, but for public ones and the build's own. */
  static List<String> secrets(ProjectProfile profile) {
    List<String> names =
        profile
            .about(Topic.ENVIRONMENT)
            .map(Fact::name)
            .filter(n ->
                !n.startsWith("NEXT_PUBLIC_")
                    && !n.startsWith("VERCEL")
                    && !n.matches("CI|PORT|HOSTNAME|NODE_ENV|ANALYZE|NEXT_RUNTIME|TZ"))
            .filter(n -> n.matches(".*(KEY|SECRET|TOKEN|PASSWORD|URL|DSN|CREDENTIALS).*"))
            .sorted()
            .limit(40)
            .toList();
    return names.isEmpty() ? List.of("DATABASE_URL") : names;
  }
}
