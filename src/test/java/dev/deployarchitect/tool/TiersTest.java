package dev.deployarchitect.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a caller gets at once, over the sample repository and a large one. */
class TiersTest {
  @TempDir Path folder;

  /** A summary may end with a few lines on what it leaves out. */
  private static final int FIRST = Tier.FIRST + 400;

  record Nothing() {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "review_project",
        "read_dockerfile",
        "lint_workflow",
        "review_migrations",
        "review_infrastructure",
        "list_files",
        "fix_dockerfile",
        "fix_workflow",
        "generate_dockerfile",
        "generate_workflow",
        "generate_pooling",
        "generate_backups",
        "generate_replica",
        "generate_insight",
        "generate_terraform",
        "generate_cloudformation",
        "generate_pulumi",
        "generate_monitoring"
      })
  void aFirstAnswerIsASummary(String tool) {
    ToolResult result = Given.call(Given.sample(), tool, "{}");
    assertThat(result.status()).isIn("done", "nothing_found");
    assertThat(result.text()).as(result.text()).hasSizeLessThan(FIRST);
    if (result instanceof ToolResult.Done done && !done.files().isEmpty()) {
      done.files().stream()
          .limit(3)
          .forEach(f -> assertThat(result.text()).contains("`" + f.artifact().path() + "`"));
      assertThat(result.text()).contains("part:");
      assertThat(done.recommendations()).isNotEmpty();
    }
  }

  @Test
  void thePartsOfADeliveryAreReadOnRequest() {
    String monitoring = "generate_monitoring";
    assertThat(part(monitoring, "guide")).contains("### Step-by-step guide\n\n1. ");
    assertThat(part(monitoring, "rollback"))
        .contains("### Rollback and recovery")
        .doesNotContain("### Cost", "1. ");
    assertThat(part(monitoring, "files")).contains("`monitoring/alerts.yml`", "passed");
    assertThat(part(monitoring, "patch")).contains("diff --git a/monitoring/", "+++ b/");
    assertThat(part(monitoring, "all")).contains("### Files and scripts", "### Monitoring queries");
    String file =
        Given.call(Given.sample(), monitoring, "{\"file\":\"monitoring/alerts.yml\"}").text();
    assertThat(file).contains("groups:", "passed").doesNotContain("### ");
    ToolResult unknown =
        Given.call(Given.sample(), monitoring, "{\"file\":\"monitoring/alert.yml\"}");
    assertThat(unknown).isInstanceOf(ToolResult.Retry.class);
    assertThat(unknown.text()).contains("monitoring/alerts.yml");
    assertThat(Given.call(Given.sample(), monitoring, "{\"part\":\"price\"}"))
        .isInstanceOf(ToolResult.Retry.class);
    assertThat(Given.call(Given.sample(), "read_dockerfile", "{\"part\":\"cost\"}").text())
        .contains("'part' is no parameter");
  }

  private static String part(String tool, String part) {
    return Given.call(Given.sample(), tool, "{\"part\":\"" + part + "\"}").text();
  }

  @Test
  void noTextIsLongerThanTheMostUnlessAFormForMachinesIsAskedFor() {
    String line = "x".repeat(99) + "\n";
    Toolbox box =
        new Toolbox(
            List.of(
                tool("long", line.repeat(500)),
                tool("one_line", "y".repeat(50_000)),
                tool("fits", line.repeat(120))));
    ToolContext context = Given.sample();
    String cut = box.call("long", Given.json("{}"), context).text();
    assertThat(cut).hasSizeLessThanOrEqualTo(Tier.MOST).contains("more characters were left out");
    Matcher left = Pattern.compile("… ([\\d,]+) more characters").matcher(cut);
    assertThat(left.find()).isTrue();
    assertThat(cut.indexOf('…') + Integer.parseInt(left.group(1).replace(",", "")))
        .isEqualTo(50_000);
    assertThat(cut.substring(0, cut.indexOf('…'))).endsWith("x\n");
    assertThat(box.call("one_line", Given.json("{}"), context).text())
        .hasSizeLessThanOrEqualTo(Tier.MOST);
    assertThat(box.call("fits", Given.json("{}"), context).text()).hasSize(12_000);
  }

  private static Tool<Nothing> tool(String name, String text) {
    return new Tool<>(name, "agent", Nothing.class, (i, c) -> ToolResult.Done.text(text));
  }

  @Test
  void aReviewOfManyFilesIsASummaryAndEveryFindingIsReadOnExactlyOnce() {
    for (int i = 0; i < 120; i++) {
      Workspaces.write(
          folder,
          "s%03d/Dockerfile".formatted(i),
          "FROM node:latest\nRUN npm install\nCMD node .\n");
    }
    ToolContext context = new ToolContext(Workspaces.of(folder, Map.of("package.json", "{}")));
    ToolResult.Done first = (ToolResult.Done) Given.call(context, "review_project", "{}");
    int all = first.findings().size();
    assertThat(all).isGreaterThan(300);
    assertThat(first.text()).hasSizeLessThan(FIRST).contains(all + " findings: ", "and 117 more");
    List<String> seen = new ArrayList<>();
    int offset = 0;
    while (offset >= 0) {
      String page =
          Given.call(context, "review_project", "{\"limit\":150,\"offset\":" + offset + "}").text();
      assertThat(page).hasSizeLessThanOrEqualTo(Tier.MOST);
      page.lines().filter(l -> l.matches("  s\\d+/Dockerfile:.*")).forEach(seen::add);
      Matcher more = Pattern.compile("call again with offset (\\d+)").matcher(page);
      offset = more.find() ? Integer.parseInt(more.group(1)) : -1;
    }
    assertThat(seen).hasSize(all);
    String machines = Given.call(context, "review_project", "{\"format\":\"json\"}").text();
    assertThat(Given.json(machines).path("findings")).hasSize(all);
    assertThat(machines.length()).isGreaterThan(Tier.MOST);
  }

  @Test
  void aReviewTakesAreaPathRuleAndSeverity() {
    String build = Given.call(Given.sample(), "review_project", "{\"area\":\"build\"}").text();
    assertThat(build)
        .contains("build/")
        .contains("12 findings")
        .doesNotContain("pipeline/", "database/");
    String rule =
        Given.call(Given.sample(), "review_project", "{\"rule\":\"build/no-user\"}").text();
    assertThat(rule).contains("1 findings", "build/no-user").doesNotContain("build/no-healthcheck");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "review_project; {\"rule\":\"build/root-usr\"}; nearest: build/root-user",
        "review_project; {\"area\":\"databse\"}; nearest: database",
        "review_project; {\"path_prefix\":\"prizma/\"}; There is no file or folder 'prizma/'",
        "review_project; {\"min_severity\":\"urgent\"}; must be one of",
        "review_project; {\"since\":\"no-such-tag\"}; no",
        "read_dockerfile; {\"rule\":\"root-usr\"}; There is no rule 'root-usr'",
        "read_dockerfile; {\"path\":\"Dockerfil\"}; Nearest: Dockerfile",
        "read_dockerfile; {\"path\":\"package.json\"}; is none of the Dockerfiles",
        "lint_workflow; {\"rule\":\"pipeline/nothing\"}; There is no rule",
        "lint_workflow; {\"path\":\".github/workflow/ci.yml\"}; Nearest: .github/workflows/",
        "review_migrations; {\"path\":\"prisma/migratons\"}; no file",
        "review_migrations; {\"rule\":\"database/x\"}; There is no rule",
        "review_infrastructure; {\"rule\":\"schema-mismach\"}; There is no rule",
        "fix_dockerfile; {\"path\":\"Dockerfil\"}; Nearest: Dockerfile",
        "verify_files; {\"files\":[{\"path\":\"Dockerfil\"}]}; Nearest: Dockerfile",
        "list_files; {\"glob\":\"Dockerfil\"}; Nearest: Dockerfile",
        "inspect_project; {\"topic\":\"hosts\"}; nearest: host"
      })
  void anUnknownRulePathOrOptionIsNoPraise(String tool, String arguments, String hint) {
    ToolResult result = Given.call(Given.sample(), tool, arguments);
    assertThat(result).isNotInstanceOf(ToolResult.Done.class);
    assertThat(result.text()).contains(hint).doesNotContain("0 findings");
  }

  @Test
  void aFolderOfFilesIsReadAsOne() {
    assertThat(
            Given.call(Given.sample(), "lint_workflow", "{\"path\":\".github/workflows/\"}").text())
        .contains("findings in");
  }
}
