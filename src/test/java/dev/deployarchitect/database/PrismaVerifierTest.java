package dev.deployarchitect.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Schemas by a real prisma, whose node_modules {@code ARCHITECT_TEST_PRISMA} names. */
@Timeout(120)
class PrismaVerifierTest {
  private static final String SCHEMA =
      """
      datasource db {
        provider = "postgresql"
        url      = env("DATABASE_URL")
      }

      model User {
        id    String @id
        posts Post[]
      }

      model Post {
        id     String @id
        user   User   @relation(fields: [userId], references: [id])
        userId String
      }
      """;

  @TempDir private Path folder;

  private Evidence verify(Workspace workspace, String text) {
    Artifact artifact = new Artifact("prisma/schema.prisma", text, "test");
    return new PrismaVerifier(OutsideTool.onPath(System.getenv("PATH")))
        .verify(artifact, List.of(artifact), Surroundings.of(workspace))
        .getFirst();
  }

  @Test
  void aSchemaIsValidatedWithoutTheProjectsSettingsOrADatabase() throws Exception {
    Commands.needs("node");
    String modules = System.getenv("ARCHITECT_TEST_PRISMA");
    assumeThat(modules).as("ARCHITECT_TEST_PRISMA names a node_modules with prisma").isNotNull();
    Workspace workspace =
        Workspaces.of(folder, Map.of("prisma.config.ts", "process.exit(7)")).writable();
    Files.createSymbolicLink(folder.resolve("node_modules"), Path.of(modules));
    assertThat(verify(workspace, SCHEMA))
        .isInstanceOfSatisfying(
            Evidence.Passed.class, p -> assertThat(p.version()).matches("prisma \\d+\\..*"));
    assertThat(verify(workspace, SCHEMA.replace("references: [id]", "references: [name]")))
        .isInstanceOfSatisfying(
            Evidence.Failed.class,
            f -> assertThat(f.said()).contains("name").contains("schema.prisma:13"));
  }

  @Test
  void withoutPrismaTheReasonIsSaid() {
    Commands.needs("node");
    assertThat(verify(Workspaces.of(folder, Map.of()).writable(), SCHEMA))
        .isEqualTo(
            new Evidence.NotRun(
                "prisma validate",
                "node_modules/prisma/build/index.js is not installed in this workspace"));
  }
}
