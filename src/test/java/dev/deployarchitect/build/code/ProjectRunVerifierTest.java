package dev.deployarchitect.build.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.tool.Approval;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A project's own programs, really run in a copy, and only when that is allowed. */
@Timeout(180)
class ProjectRunVerifierTest {
  /** A linter that a repository brings: it fails for a word, and shows what it was given. */
  private static final String LINTER =
      """
      const fs = require('fs');
      const file = process.argv[2];
      fs.writeFileSync('ran', 'x');
      if (fs.readFileSync(file, 'utf8').includes('debugger')) {
        console.log(file + ': Unexpected debugger, ' + Object.keys(process.env).sort());
        process.exit(1);
      }
      """;

  private final OutsideTool tools = OutsideTool.onPath(System.getenv("PATH"));

  @TempDir private Path folder;

  private Workspace node(String text) {
    return Workspaces.of(
        folder,
        Map.of(
            "package.json", "{}", "node_modules/eslint/bin/eslint.js", LINTER, "src/a.js", text));
  }

  private Evidence verify(Workspace workspace, String path, String text, boolean allowed) {
    Artifact artifact = new Artifact(path, text, "test");
    Surroundings around = Surroundings.of(workspace);
    return new ProjectRunVerifier(tools)
        .verify(artifact, List.of(artifact), allowed ? around.runningCode() : around)
        .getFirst();
  }

  @Test
  void aLinterOfTheProjectRunsOnTheChangedFileInACopyWithACleanEnvironment() {
    Commands.needs("node");
    Workspace workspace = node("let a;\n");
    assertThat(verify(workspace, "src/a.js", "let b;\n", true)).isInstanceOf(Evidence.Passed.class);
    assertThat(verify(workspace, "src/a.js", "debugger;\n", true))
        .isInstanceOfSatisfying(
            Evidence.Failed.class,
            f ->
                assertThat(f.said())
                    .startsWith("src/a.js: Unexpected debugger")
                    .contains("HOME")
                    .doesNotContain("JAVA_HOME")
                    .doesNotContain("USER"));
    assertThat(folder.resolve("ran")).doesNotExist();
    assertThat(folder.resolve("src/a.js")).hasContent("let a;");
  }

  @Test
  void whatIsRedWithoutTheChangeSaysNothingOfIt() {
    Commands.needs("node");
    assertThat(verify(node("debugger;\n"), "src/a.js", "debugger; let b;\n", true))
        .isInstanceOfSatisfying(
            Evidence.NotRun.class,
            n -> assertThat(n.why()).startsWith("it fails without the change too"));
  }

  @Test
  void nothingRunsUnlessItIsAllowed() {
    assertThat(verify(node("let a;\n"), "src/a.js", "debugger;\n", false))
        .isInstanceOfSatisfying(
            Evidence.NotRun.class, n -> assertThat(n.why()).contains("run_code"));
  }

  @Test
  void goIsVettedAndTested() {
    Commands.needs("go");
    Workspace workspace =
        Workspaces.of(
            folder,
            Map.of(
                "go.mod",
                "module example.com/a\n\ngo 1.21\n",
                "a.go",
                "package a\n\nfunc Sum(a, b int) int { return a + b }\n",
                "a_test.go",
                "package a\n\nimport \"testing\"\n\nfunc TestSum(t *testing.T) {\n\tif Sum(1, 2) != 3 {\n\t\tt.Fatal(\"not 3\")\n\t}\n}\n"));
    Artifact good =
        new Artifact("a.go", "package a\n\nfunc Sum(a, b int) int { return b + a }\n", "test");
    Artifact bad =
        new Artifact("a.go", "package a\n\nfunc Sum(a, b int) int { return b - a }\n", "test");
    Surroundings around = Surroundings.of(workspace).runningCode();
    ProjectRunVerifier verifier = new ProjectRunVerifier(tools);
    assertThat(verifier.verify(good, List.of(good), around))
        .extracting(Evidence::check)
        .containsExactly("go vet", "go test");
    assertThat(verifier.verify(good, List.of(good), around))
        .allSatisfy(e -> assertThat(e).isInstanceOf(Evidence.Passed.class));
    assertThat(verifier.verify(bad, List.of(bad), around))
        .satisfiesExactly(
            vet -> assertThat(vet).isInstanceOf(Evidence.Passed.class),
            test -> assertThat(test).isInstanceOf(Evidence.Failed.class));
  }

  @Test
  void aPersonIsAskedBeforeTheRepositoryRuns() {
    Commands.needs("node");
    Architect architect = new Architect(Content.packed(), tools);
    List<Approval> asked = new ArrayList<>();
    ToolContext context = new ToolContext(node("let a;\n"));
    String arguments =
        "{\"run_code\": true, \"files\": [{\"path\": \"src/a.js\", \"content\": \"debugger;\\n\"}]}";
    String no =
        architect
            .toolbox()
            .call(
                "verify_files",
                Given.json(arguments),
                context.allowedBy(a -> {
                  asked.add(a);
                  return new Approval.Decision.Rejected("not mine");
                }))
            .text();
    assertThat(no).contains("was not run: a person said no (not mine)").doesNotContain("eslint");
    assertThat(asked).singleElement().satisfies(a -> assertThat(a.detail()).contains("src/a.js"));
    String yes =
        architect
            .toolbox()
            .call(
                "verify_files",
                Given.json(arguments),
                context.allowedBy(a -> new Approval.Decision.Approved()))
            .text();
    assertThat(yes).contains("eslint FAILED: src/a.js: Unexpected debugger");
  }

  @Test
  void pythonIsParsedByTheMachinesOwn() throws Exception {
    Commands.needs("python3");
    PythonVerifier verifier = new PythonVerifier(tools);
    Path mark = folder.resolve("mark");
    Artifact good = new Artifact("a/b.py", "open('%s', 'w')\nx: int = 1\n".formatted(mark), "test");
    Artifact bad = new Artifact("a/b.py", "def f():\nreturn 1\n", "test");
    Evidence seen = verifier.verify(good, List.of(good)).getFirst();
    if (seen instanceof Evidence.NotRun(var check, String why)) {
      // A version manager's python3 that a clean environment does not start.
      assertThat(why).contains("python3");
      return;
    }
    assertThat(seen).isInstanceOf(Evidence.Passed.class);
    assertThat(Files.exists(mark)).isFalse();
    assertThat(verifier.verify(bad, List.of(bad)).getFirst())
        .isInstanceOfSatisfying(
            Evidence.Failed.class, f -> assertThat(f.said()).startsWith("a/b.py:2:"));
  }
}
