package dev.deployarchitect.build.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.interrupt.Places;
import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Types by a real compiler; {@code npm ci --prefix src/test/pulumi} brings it. */
@Timeout(180)
class TypeScriptVerifierTest {
  private static final Path PACKAGES = Path.of("src/test/pulumi/node_modules").toAbsolutePath();
  private static final String SETTINGS =
      "{\"compilerOptions\": {\"strict\": true, \"target\": \"es2022\", \"module\": \"es2022\", \"moduleResolution\": \"bundler\", \"types\": []}, \"include\": [\"src\"]}";
  private static final String SUM = "export const sum = (all: number[]): number => all.length;\n";

  @TempDir private Path folder;
  private Workspace workspace;
  private final OutsideTool tools = OutsideTool.onPath(System.getenv("PATH"));
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void project() throws Exception {
    Commands.needs("node");
    assumeThat(PACKAGES.resolve("typescript/lib/tsc.js"))
        .as("typescript: npm ci --prefix src/test/pulumi")
        .exists();
    workspace =
        Workspaces.of(
                folder,
                Map.of(
                    "tsconfig.json",
                    SETTINGS,
                    "src/sum.ts",
                    SUM,
                    "src/use.ts",
                    "import { sum } from './sum';\nexport const n: number = sum([1]);\n",
                    "src/red.ts",
                    "export const red: string = 1;\n",
                    "other/alone.ts",
                    "export {};\n"))
            .writable();
    Files.createDirectory(folder.resolve("node_modules"));
    Files.createSymbolicLink(
        folder.resolve("node_modules/typescript"), PACKAGES.resolve("typescript"));
  }

  private List<Evidence> verify(Artifact... artifacts) {
    Verification verification = new Verification(List.of(new TypeScriptVerifier(tools)));
    Surroundings around = Surroundings.of(workspace).heardBy(heard::add);
    // One core for all, as on a server: who waits for another's run must not hold it.
    return new Places(1)
        .compute(() -> {}, () -> verification.verify(List.of(artifacts), around)).stream()
            .map(Delivered::evidence)
            .map(List::getFirst)
            .toList();
  }

  private static Artifact file(String path, String text) {
    return new Artifact(path, text, "test");
  }

  @Test
  void anErrorThatAFileCausesInAnotherIsItsOwn() {
    Evidence seen =
        verify(file("src/sum.ts", "export const sum = (all: string[]): number => all.length;\n"))
            .getFirst();
    assertThat(seen)
        .isInstanceOfSatisfying(
            Evidence.Failed.class,
            f ->
                assertThat(f.said())
                    .startsWith("src/use.ts:2:31 TS2322")
                    .contains("not delivered")
                    .doesNotContain("red.ts"));
    assertThat(seen.check()).isEqualTo("tsc --noEmit -p tsconfig.json");
    assertThat(heard).contains("type-checking the project as it is");
  }

  @Test
  void whatWasRedBeforeIsNotHeldAgainstAFileAndSeveralAreCheckedTogether() {
    List<Evidence> seen =
        verify(
            file("src/sum.ts", "export const sum = (all: number[], from = 0): number => from;\n"),
            file("src/red.ts", "export const more = 2;\nexport const red: string = 1;\n"),
            file("src/new.ts", "import { more } from './red';\nexport const m: number = more;\n"),
            file("src/bad.ts", "export const bad: number = 'x';\n"));
    assertThat(seen.subList(0, 3))
        .allSatisfy(e -> assertThat(e).isInstanceOf(Evidence.Passed.class));
    assertThat(((Evidence.Passed) seen.get(1)).said())
        .startsWith("1 errors in this file, all there before");
    assertThat(((Evidence.Passed) seen.get(0)).version()).startsWith("TypeScript ");
    assertThat(seen.get(3))
        .isInstanceOfSatisfying(
            Evidence.Failed.class, f -> assertThat(f.said()).startsWith("src/bad.ts:1:14 TS2322"));
  }

  @Test
  void aFileOfTheWorkspaceIsJudgedAsItIs() {
    assertThat(verify(file("src/red.ts", "export const red: string = 1;\n")).getFirst())
        .isInstanceOf(Evidence.Failed.class);
    assertThat(verify(file("src/sum.ts", SUM)).getFirst()).isInstanceOf(Evidence.Passed.class);
  }

  @Test
  void anotherPartOfASplitProjectHasItsOwnSettings() {
    Workspaces.write(
        folder,
        "tsconfig.json",
        "{\"files\": [], \"references\": [{\"path\": \"./tsconfig.app.json\"}]}");
    Workspaces.write(folder, "tsconfig.app.json", SETTINGS);
    workspace = Workspace.open(folder).writable();
    Evidence seen = verify(file("src/sum.ts", "export const sum = 1;\n")).getFirst();
    assertThat(seen.check()).isEqualTo("tsc --noEmit -p tsconfig.app.json");
    assertThat(seen).isInstanceOf(Evidence.Failed.class);
  }

  @Test
  void whereTheCompilerCannotRunTheReasonIsSaid() throws Exception {
    assertThat(verify(file("other/alone.ts", "export const a: string = 1;\n")).getFirst())
        .isEqualTo(new Evidence.NotRun("tsc --noEmit", "tsconfig.json does not include it"));
    workspace = Workspace.open(folder);
    assertThat(why(verify(file("src/sum.ts", SUM)))).contains("is not yours to change");
    workspace = workspace.writable();
    Files.delete(folder.resolve("node_modules/typescript"));
    assertThat(why(verify(file("src/sum.ts", SUM))))
        .contains("is not installed")
        .contains("run_code");
    Workspaces.write(folder, "node_modules/typescript/lib/tsc.js", "process.exit(0)");
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern("node_modules").call();
    }
    assertThat(why(verify(file("src/sum.ts", SUM)))).contains("is committed");
  }

  private static String why(List<Evidence> evidence) {
    return ((Evidence.NotRun) evidence.getFirst()).why();
  }
}
