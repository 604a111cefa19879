package dev.deployarchitect.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectProfileTest {
  @TempDir Path folder;

  private static List<String> facts(ProjectProfile profile, Topic topic) {
    return profile
        .about(topic)
        .map(f ->
            "%s %s @%s:%d"
                .formatted(f.name(), f.detail(), f.proof().path(), f.proof().line())
                .replace("  ", " "))
        .toList();
  }

  @Test
  void theSampleIsWhatItsFilesProve() {
    ProjectProfile profile = ProjectProfile.of(Workspace.open(Given.SAMPLE));
    assertThat(facts(profile, Topic.FRAMEWORK)).contains("next 15.3.4 @package.json:19");
    assertThat(facts(profile, Topic.ROUTER)).containsExactly("app src/app @src/app/layout.tsx:1");
    assertThat(facts(profile, Topic.DATABASE))
        .containsExactly("postgresql @prisma/schema.prisma:6");
    assertThat(facts(profile, Topic.MIGRATIONS).getFirst()).startsWith("prisma prisma/migrations");
    assertThat(facts(profile, Topic.AUTH).getFirst()).startsWith("clerk ^6.12.0");
    assertThat(facts(profile, Topic.OUTSIDE_API).getFirst()).startsWith("exa");
    assertThat(facts(profile, Topic.SSE_ROUTE))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("src/app/api/stream/coverage/route.ts");
    assertThat(facts(profile, Topic.WEBHOOK_ROUTE).getFirst()).contains("svix");
    assertThat(facts(profile, Topic.HOST)).containsExactly("vercel vercel.json @vercel.json:1");
    assertThat(profile.has(Topic.ENVIRONMENT, "EXA_API_KEY")).isTrue();
    assertThat(profile.facts().toString()).doesNotContain("postgres:postgres");
  }

  @Test
  void aMonorepoShowsItsToolAndItsPackages() {
    ProjectProfile profile =
        ProjectProfile.of(
            Workspaces.of(
                folder,
                Map.of(
                    "package.json",
                        "{\"packageManager\":\"pnpm@9.15.0+sha\",\"devDependencies\":{\"turbo\":\"2\"}}",
                    "pnpm-workspace.yaml", "packages:\n  - apps/*\n",
                    "turbo.json", "{}",
                    "apps/web/package.json",
                        "{\"name\":\"@x/web\",\"dependencies\":{\"next\":\"15.1.0\"}}",
                    "packages/db/package.json", "{\"name\":\"@x/db\"}",
                    "packages/db/drizzle.config.ts", "export default {}",
                    "infra/main.tf", "",
                    "docker-compose.yml", "services:\n  db:\n    image: postgres:16-alpine\n")));
    assertThat(facts(profile, Topic.PACKAGE_MANAGER))
        .containsExactly("pnpm 9.15.0 @package.json:1");
    assertThat(profile.about(Topic.MONOREPO).map(Fact::name))
        .containsExactlyInAnyOrder("turborepo", "pnpm-workspaces");
    assertThat(profile.about(Topic.PACKAGE).map(Fact::name))
        .containsExactlyInAnyOrder("@x/web", "@x/db");
    assertThat(profile.find(Topic.DATABASE, "postgresql").map(Fact::major)).contains(16);
    assertThat(profile.has(Topic.ORM, "drizzle")).isTrue();
    assertThat(profile.has(Topic.IAC, "terraform")).isTrue();
    assertThat(profile.find(Topic.FRAMEWORK, "next").orElseThrow().proof().path())
        .isEqualTo("apps/web/package.json");
  }

  @Test
  void anotherLanguageIsNamedAndNothingElseClaimed() {
    ProjectProfile profile =
        ProjectProfile.of(
            Workspaces.of(
                folder,
                Map.of(
                    "requirements.txt",
                    "Django==5.1\n",
                    ".gitlab-ci.yml",
                    "test:\n  script: make\n")));
    assertThat(profile.about(Topic.LANGUAGE).map(Fact::name)).containsExactly("python");
    assertThat(profile.about(Topic.FRAMEWORK).map(Fact::name)).containsExactly("django");
    assertThat(profile.about(Topic.CI).map(Fact::name)).containsExactly("gitlab");
    assertThat(profile.has(Topic.ORM)).isFalse();
  }

  @Test
  void anEmptyFolderHasNoFacts() {
    assertThat(ProjectProfile.of(Workspaces.of(folder, Map.of())).facts()).isEmpty();
  }
}
