package dev.deployarchitect.build.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.syntax.hcl.HclFormat;
import dev.deployarchitect.syntax.prisma.PrismaSchema;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that build and run an image: a bake file, and a compose file to work with locally.
 *
 * @param dockerfile the one that is built; its stages and secrets are read off its text
 * @param name of the image
 */
record ImageFiles(Artifact dockerfile, String name, int port) {
  private static final String FOLDER = "tools/build/generate_dockerfile/templates/";

  /** Names Docker Compose looks for (docs.docker.com, "How Compose works"). */
  private static final List<String> COMPOSE =
      List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

  /** Names {@code docker buildx bake} looks for (docs.docker.com, "Bake file reference"). */
  private static final List<String> BAKE =
      List.of("docker-bake.hcl", "docker-bake.json", "docker-bake.override.hcl");

  /** The answer: the recommendation, the evidence, and the Dockerfile, which comes first. */
  static ToolResult delivery(Recommendation recommendation, List<Delivered> delivered) {
    return ToolResult.Done.delivery("", delivered, List.of(recommendation));
  }

  /** What the repository has of its own stays as it is. */
  List<Artifact> of(Content content, ToolContext context) {
    boolean postgres = context.profile().has(Topic.DATABASE, "postgresql");
    return Stream.of(
            absent(context.workspace(), BAKE)
                ? Optional.of(bake(content))
                : Optional.<Artifact>empty(),
            postgres && absent(context.workspace(), COMPOSE)
                ? Optional.of(compose(content, context))
                : Optional.<Artifact>empty())
        .flatMap(Optional::stream)
        .toList();
  }

  private static boolean absent(Workspace workspace, List<String> names) {
    return names.stream().noneMatch(n -> workspace.source(n).isPresent());
  }

  private boolean mounts(String secret) {
    return dockerfile.content().contains("type=secret,id=" + secret + ",");
  }

  /** The build's arguments that Next.js writes into what browsers load. */
  private List<String> browserSettings() {
    return BrowserArguments.in(dockerfile.content());
  }

  private boolean releases() {
    return dockerfile.content().contains("ARG SENTRY_RELEASE");
  }

  private boolean migrates() {
    return dockerfile.content().contains(" AS migrate\n");
  }

  private Artifact bake(Content content) {
    Map<String, Object> values = new HashMap<>();
    values.put("dockerfile", dockerfile.path());
    values.put("name", name);
    values.put("migrations", migrates());
    values.put("release", releases());
    values.put("args", releases() || !browserSettings().isEmpty());
    values.put("browserSettings", browserSettings());
    String secrets =
        Stream.of(
                mounts("env") ? "\"id=env,src=.env.build\"" : "",
                mounts("npmrc") ? "\"id=npmrc,src=.npmrc\"" : "",
                mounts("turbo_token") ? "\"id=turbo_token,env=TURBO_TOKEN\"" : "",
                mounts("sentry_auth_token") ? "\"id=sentry_auth_token,env=SENTRY_AUTH_TOKEN\"" : "")
            .filter(s -> !s.isEmpty())
            .collect(Collectors.joining(", "));
    values.put("secrets", orFalse(secrets));
    values.put("released", migrates() ? "\"app-release\", \"migrate-release\"" : "\"app-release\"");
    return new Artifact(
        "docker-bake.hcl",
        HclFormat.format(Template.fill(content.text(FOLDER + "docker-bake.hcl"), values)),
        "builds the images by one command, for two architectures in a release");
  }

  private Artifact compose(Content content, ToolContext context) {
    Map<String, Object> values = new HashMap<>();
    values.put("dockerfile", dockerfile.path());
    values.put("name", name);
    values.put("port", port);
    values.put("migrations", migrates());
    values.put("forBrowsers", !browserSettings().isEmpty());
    values.put("browserSettings", browserSettings());
    values.put("direct", orFalse(direct(context.workspace(), context.profile())));
    String secrets =
        Stream.of("env", "npmrc").filter(this::mounts).collect(Collectors.joining(", "));
    values.put("secrets", orFalse(secrets));
    values.put("environmentFile", mounts("env"));
    values.put("registryToken", mounts("npmrc"));
    return new Artifact(
        "compose.yaml",
        Template.fill(content.text(FOLDER + "compose.yaml"), values),
        "runs PostgreSQL, PgBouncer and the application on one machine, as production does");
  }

  /** The variable the schema reads its unpooled address from, or empty. */
  private static String direct(Workspace workspace, ProjectProfile profile) {
    return profile
        .about(Topic.ORM)
        .filter(f -> f.name().equals("prisma") && f.detail().endsWith(".prisma"))
        .flatMap(f -> workspace.source(f.detail()).stream())
        .flatMap(s -> PrismaSchema.read(s).setting("datasource", "directUrl").stream())
        .flatMap(field -> field.quoted().stream())
        .findFirst()
        .orElse("");
  }

  private static Object orFalse(String text) {
    return text.isEmpty() ? false : text;
  }
}
