package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.build.BakeVerifier;
import dev.deployarchitect.build.ComposeVerifier;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bake and the compose file, and the checks that read them. */
class ImageFilesTest {
  private static final ComposeVerifier COMPOSE = new ComposeVerifier(OutsideTool.none());
  private static final BakeVerifier BAKE = new BakeVerifier(OutsideTool.none());

  @TempDir Path folder;

  private static Map<String, Artifact> files(ToolContext context) {
    ToolResult.Done done = (ToolResult.Done) Given.call(context, "generate_dockerfile", "{}");
    return done.files().stream()
        .map(f -> f.artifact())
        .collect(Collectors.toMap(Artifact::path, a -> a));
  }

  private Map<String, Artifact> files(Map<String, String> more) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "package.json",
                "{\"name\": \"shop\", \"dependencies\": {\"next\": \"15.5.4\", \"@sentry/nextjs\": \"10.0.0\"}}",
                "package-lock.json",
                "{}",
                "prisma/schema.prisma",
                "datasource db {\n  provider  = \"postgresql\"\n  directUrl = env(\"DIRECT_URL\")\n}\n"));
    all.putAll(more);
    return files(new ToolContext(Workspaces.of(folder, all)));
  }

  private static String found(Verifier verifier, Artifact artifact, Artifact dockerfile) {
    return verifier.verify(artifact, List.of(artifact, dockerfile)).stream()
        .filter(Evidence.Failed.class::isInstance)
        .map(Evidence::toString)
        .collect(Collectors.joining());
  }

  @Test
  void migrationsGoPastThePoolerAndTheApplicationThroughIt() {
    Map<String, Artifact> files = files(Given.sample());
    String compose = files.get("compose.yaml").content();
    String migrate =
        compose.substring(compose.indexOf("\n  migrate:"), compose.indexOf("\n  app:"));
    assertThat(migrate).contains("@postgres:5432/app").doesNotContain("@pgbouncer");
    assertThat(compose.substring(compose.indexOf("\n  app:")))
        .contains("DATABASE_URL: postgresql://app:postgres@pgbouncer:5432/app")
        .contains("condition: service_completed_successfully");
  }

  @Test
  void theUnpooledAddressGoesByTheNameTheSchemaGivesIt() {
    assertThat(files(Map.of()).get("compose.yaml").content())
        .contains("DIRECT_URL: postgresql://app:postgres@postgres:5432/app")
        .doesNotContain("migrate:");
  }

  @Test
  void theTagOfTheImageIsTheReleaseThatErrorsAreReportedUnder() {
    assertThat(files(Map.of()).get("docker-bake.hcl").content())
        .contains("SENTRY_RELEASE = TAG")
        .contains("id=sentry_auth_token,env=SENTRY_AUTH_TOKEN")
        .contains("\"linux/amd64\", \"linux/arm64\"");
  }

  @Test
  void whatTheRepositoryHasStaysAsItIs() {
    assertThat(files(Map.of("docker-compose.yml", "services: {}\n", "docker-bake.hcl", "")))
        .doesNotContainKeys("compose.yaml", "docker-bake.hcl")
        .containsKey("Dockerfile");
  }

  @Test
  void withoutPostgresThereIsNothingToCompose() {
    assertThat(
            files(Map.of("prisma/schema.prisma", "datasource db {\n  provider = \"mysql\"\n}\n")))
        .doesNotContainKey("compose.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'      postgres:'; '      nothing:'; depends on nothing",
        "target: runner; target: walker; stage walker",
        "  postgres-data: {}; '  other: {}'; is no volume here",
        "healthcheck:; no-check:; no health check",
        "dockerfile: Dockerfile; dockerfile: Other; not delivered"
      })
  void aNameThatLeadsNowhereIsFoundInACompose(String from, String to, String fault) {
    Map<String, Artifact> files = files(Given.sample());
    assertThat(found(COMPOSE, files.get("compose.yaml"), files.get("Dockerfile"))).isEmpty();
    Artifact broken = changed(files.get("compose.yaml"), from, to);
    assertThat(found(COMPOSE, broken, files.get("Dockerfile"))).contains(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "targets = [\"app\"]; targets = [\"web\"]; no target is called web",
        "inherits = [\"app\"; inherits = [\"web\"; no target is called web",
        "${REGISTRY}; ${PLACE}; no variable is called PLACE",
        "\"runner\"; \"walker\"; has no stage walker",
        "context    =; context =; not formatted"
      })
  void aNameThatLeadsNowhereIsFoundInABakeFile(String from, String to, String fault) {
    Map<String, Artifact> files = files(Map.of());
    assertThat(found(BAKE, files.get("docker-bake.hcl"), files.get("Dockerfile"))).isEmpty();
    Artifact broken = changed(files.get("docker-bake.hcl"), from, to);
    assertThat(found(BAKE, broken, files.get("Dockerfile"))).contains(fault);
  }

  private static Artifact changed(Artifact artifact, String from, String to) {
    String content = artifact.content().replace(from, to);
    assertThat(content).isNotEqualTo(artifact.content());
    return new Artifact(artifact.path(), content, "");
  }
}
