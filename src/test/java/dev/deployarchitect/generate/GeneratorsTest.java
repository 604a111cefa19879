package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
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

/** What is handed over has passed our own checks, and every number says where it is from. */
class GeneratorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "generate_dockerfile; {}",
        "generate_workflow; {\"host\":\"vercel\"}",
        "generate_workflow; {\"host\":\"ecs\"}",
        "generate_workflow; {\"host\":\"cloudrun\",\"rollout\":\"canary\"}",
        "generate_workflow; {\"host\":\"fly\",\"staging\":true}",
        "generate_workflow; {\"host\":\"registry\"}",
        "generate_workflow; {\"host\":\"vercel\",\"ci\":\"gitlab\"}",
        "generate_workflow; {\"host\":\"ecs\",\"ci\":\"gitlab\"}",
        "generate_terraform; {}",
        "generate_terraform; {\"cloud\":\"google\"}",
        "generate_terraform; {\"cloud\":\"vercel\"}",
        "generate_terraform; {\"cloud\":\"static\"}",
        "generate_terraform; {\"cloud\":\"aws\",\"cdn\":\"fastly\",\"secrets\":\"vault\"}",
        "generate_terraform; {\"cloud\":\"vercel\",\"database\":\"supabase\"}",
        "generate_terraform; {\"cloud\":\"vercel\",\"database\":\"planetscale\"}",
        "generate_cloudformation; {}",
        "generate_pulumi; {}",
        "generate_monitoring; {\"objective\":\"99.5\"}",
        "plan_migration; {\"change\":\"rename_column\",\"table\":\"User\",\"column\":\"fullName\",\"new_column\":\"name\",\"type\":\"TEXT\"}",
        "plan_migration; {\"change\":\"set_not_null\",\"table\":\"User\",\"column\":\"plan\",\"type\":\"'free'\"}",
        "plan_migration; {\"change\":\"drop_column\",\"table\":\"User\",\"column\":\"plan\"}",
        "plan_migration; {\"change\":\"add_unique\",\"table\":\"User\",\"column\":\"email\"}",
        "plan_migration; {\"change\":\"add_foreign_key\",\"table\":\"Search\",\"column\":\"userId\",\"type\":\"User\"}"
      })
  void everyFileOfTheSampleCarriesPassedEvidenceOnItsOwnBytes(String tool, String arguments) {
    ToolResult.Done done = done(Given.sample(), tool, arguments);
    assertThat(done.files()).isNotEmpty();
    for (Delivered file : done.files()) {
      assertThat(file.failed()).as(file.toString()).isFalse();
      for (Evidence evidence : file.evidence()) {
        if (evidence instanceof Evidence.Passed passed) {
          assertThat(passed.sha256()).isEqualTo(file.artifact().sha256());
        }
      }
    }
    assertThat(done.files())
        .anySatisfy(f -> assertThat(f.evidence()).anyMatch(e -> e instanceof Evidence.Passed));
    assertThat(done.recommendations()).hasSize(1);
    Recommendation r = done.recommendations().getFirst();
    assertThat(r.files())
        .containsExactlyElementsOf(done.files().stream().map(f -> f.artifact().path()).toList());
    for (Recommendation.Part part :
        List.of(r.cost(), r.benchmark(), r.rollback(), r.monitoring())) {
      if (part instanceof Recommendation.Part.Says(var sentences, List<Figure> figures)) {
        figures.forEach(f -> assertThat(f.provenance()).hasSizeGreaterThan(12));
      }
    }
  }

  @Test
  void generatingTwiceGivesTheSameBytes() {
    for (String tool : List.of("generate_dockerfile", "generate_terraform")) {
      assertThat(hashes(tool)).isEqualTo(hashes(tool));
    }
  }

  private static List<String> hashes(String tool) {
    return done(Given.sample(), tool, "{}").files().stream()
        .map(Delivered::artifact)
        .map(Artifact::sha256)
        .toList();
  }

  @Test
  void pnpmAndAProjectWithoutPrismaAreWrittenForWhatTheyAre() {
    var workspace =
        Workspaces.of(
            folder,
            Map.of(
                "package.json",
                    "{\"scripts\":{\"build\":\"next build\"},\"dependencies\":{\"next\":\"15.0.0\"}}",
                "pnpm-lock.yaml", "lockfileVersion: '9.0'\n",
                "next.config.mjs", "export default { output: 'standalone' };\n"));
    ToolResult.Done done = done(new ToolContext(workspace), "generate_dockerfile", "{}");
    String dockerfile = done.files().getFirst().artifact().content();
    assertThat(dockerfile)
        .contains("pnpm install --frozen-lockfile")
        .contains("corepack enable")
        .doesNotContain("prisma")
        .doesNotContain("openssl");
    assertThat(done.files())
        .extracting(f -> f.artifact().path())
        .containsExactly("Dockerfile", ".dockerignore", "docker-bake.hcl");
  }

  @Test
  void theHealthCheckAsksTheRouteTheProjectHasAndThePageWhereItHasNone() {
    Map<String, String> files =
        new HashMap<>(
            Map.of(
                "package.json", "{\"dependencies\":{\"next\":\"15.0.0\"}}",
                "package-lock.json", "{}"));
    ToolContext without = new ToolContext(Workspaces.of(folder.resolve("without"), files));
    files.put("src/app/api/healthz/route.ts", "export const GET = () => new Response('ok');\n");
    ToolContext with = new ToolContext(Workspaces.of(folder.resolve("with"), files));
    for (String tool : List.of("generate_dockerfile", "generate_workflow", "generate_terraform")) {
      assertThat(texts(without, tool)).as(tool).doesNotContain("/api/health");
    }
    assertThat(texts(with, "generate_dockerfile")).contains(":3000/api/healthz'");
    assertThat(texts(with, "generate_terraform")).contains("\"/api/healthz\"");
  }

  private static String texts(ToolContext context, String tool) {
    return done(context, tool, "{}").files().stream()
        .map(f -> f.artifact().content())
        .collect(Collectors.joining());
  }

  @Test
  void whatIsNotKnownIsSaidAndNotGuessed() {
    var workspace = Workspaces.of(folder, Map.of("go.mod", "module x\n"));
    ToolContext context = new ToolContext(workspace);
    assertThat(Given.call(context, "generate_dockerfile", "{}"))
        .isInstanceOf(ToolResult.NothingFound.class);
    assertThat(Given.call(context, "generate_terraform", "{\"cloud\":\"azure\"}").text())
        .contains("none is written");
  }

  private static ToolResult.Done done(ToolContext context, String tool, String arguments) {
    ToolResult result = Given.call(context, tool, arguments);
    assertThat(result).as(result.text()).isInstanceOf(ToolResult.Done.class);
    return (ToolResult.Done) result;
  }
}
