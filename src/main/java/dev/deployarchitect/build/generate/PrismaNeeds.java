package dev.deployarchitect.build.generate;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Prisma needs in an image, by its version.
 *
 * @param used whether there is a schema
 * @param schemaFolder the folder of the schema
 * @param engines whether the server itself loads a native engine, which links against OpenSSL
 * @param generateEnvironment variables that {@code prisma.config} insists on, as an assignment in
 *     front of a command; {@code prisma generate} connects to nothing
 */
record PrismaNeeds(boolean used, String schemaFolder, boolean engines, String generateEnvironment) {
  private static final Pattern CONFIG_ENV =
      Pattern.compile("\\benv\\(\\s*[\"']([A-Z_][A-Z0-9_]*)[\"']");
  private static final Pattern CLIENT_ENGINE = Pattern.compile("engineType\\s*=\\s*\"client\"");

  /**
   * From this major on the client is TypeScript and WebAssembly alone (prisma.io, "Upgrade to v7").
   */
  private static final int WITHOUT_ENGINES = 7;

  static PrismaNeeds of(Workspace workspace, ProjectProfile profile) {
    Optional<String> schema =
        workspace.paths(p -> p.endsWith(".prisma")).stream().min(Paths.SHALLOW_FIRST);
    int major = profile.find(Topic.ORM, "prisma").map(Fact::major).orElse(0);
    boolean client =
        schema
            .flatMap(workspace::source)
            .filter(s -> CLIENT_ENGINE.matcher(s.text()).find())
            .isPresent();
    String folder = schema.map(Paths::folder).orElse("prisma");
    return new PrismaNeeds(
        schema.isPresent(),
        folder.isEmpty() ? "prisma" : folder,
        schema.isPresent() && major < WITHOUT_ENGINES && !client,
        environment(workspace));
  }

  private static String environment(Workspace workspace) {
    TreeSet<String> names = new TreeSet<>();
    for (String path : workspace.paths(p -> p.matches("prisma\\.config\\.\\w+"))) {
      Matcher matcher = CONFIG_ENV.matcher(workspace.source(path).map(s -> s.text()).orElse(""));
      while (matcher.find()) {
        names.add(matcher.group(1));
      }
    }
    StringBuilder out = new StringBuilder();
    names.forEach(name -> out.append(name).append("=postgresql://build-time@localhost:5432/none "));
    return out.toString();
  }
}
