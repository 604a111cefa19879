package dev.deployarchitect.database.pooling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionBudgetTest {
  @TempDir Path folder;

  @Test
  void aRolloutCountsTwiceAndTheServersReserveIsNotOurs() {
    ConnectionBudget budget = new ConnectionBudget(100, 12, 5, 100, 1);
    assertThat(budget.peak()).isEqualTo(120);
    assertThat(budget.usable()).isEqualTo(92);
    assertThat(budget.fits()).isFalse();
    assertThat(budget.poolSize()).isEqualTo(20);
    assertThat(budget.reserve()).isEqualTo(5);
    assertThat(budget.clients()).isEqualTo(240);
  }

  @Test
  void twoPoolersTogetherNeverOpenMoreThanTheServerHas() {
    for (int max = 9; max < 400; max += 7) {
      ConnectionBudget budget = new ConnectionBudget(max, 40, 10, 25, 2);
      int opened = 2 * Math.max(budget.ofEachPooler(), budget.poolSize() + budget.reserve());
      assertThat(opened).isLessThanOrEqualTo(Math.max(2, budget.usable()));
    }
  }

  @Test
  void aPartOfARolloutIsRoundedUp() {
    assertThat(new ConnectionBudget(100, 3, 1, 34, 1).peak()).isEqualTo(5);
    assertThat(new ConnectionBudget(100, 3, 1, 0, 1).peak()).isEqualTo(3);
  }

  private ToolResult call(String prisma, String input) {
    Map<String, String> files =
        Map.of(
            "package.json",
            "{\"name\": \"shop\", \"dependencies\": {\"pg\": \"8.13.0\", \"@prisma/client\": \"%s\"}}"
                .formatted(prisma));
    return Given.call(new ToolContext(Workspaces.of(folder, files)), "generate_pooling", input);
  }

  private String file(ToolResult result, String name) {
    return ((ToolResult.Done) result)
        .files().stream()
            .filter(f -> f.artifact().path().endsWith(name))
            .findFirst()
            .orElseThrow()
            .artifact()
            .content();
  }

  @ParameterizedTest(name = "Prisma {0}, {1}")
  @CsvSource({
    "6.19.0, '{\"pooler\":\"pgbouncer\",\"version\":\"1.18\"}', '&pgbouncer=true\"'",
    "6.19.0, '{\"pooler\":\"pgbouncer\",\"version\":\"1.21\"}', '&pool_timeout=15\"'",
    "6.19.0, '{\"pooler\":\"neon\"}', '&pool_timeout=15\"'",
    "5.22.0, '{\"pooler\":\"supabase\"}', '&pgbouncer=true\"'",
    "7.0.0, '{\"pooler\":\"supabase\"}', '?sslmode=require\"'"
  })
  void theAddressSaysWhatThisPrismaNeedsOfThisPooler(String prisma, String input, String ending) {
    assertThat(file(call(prisma, input), "connections.env")).contains(ending);
  }

  @Test
  void everyFileIsCheckedAndNoneFails() {
    ToolResult.Done done =
        (ToolResult.Done) call("6.0.0", "{\"max_connections\":200,\"instances\":10}");
    assertThat(done.files()).noneMatch(Delivered::failed);
    assertThat(done.text())
        .contains("10 instances x 5 connections + 100 % while a release rolls out = 100")
        .contains("200 of max_connections - 3 reserved");
    assertThat(done.recommendations()).hasSize(1);
  }

  @Test
  void sessionModeIsRefusedWhereEveryClientNeedsAConnection() {
    ToolResult result =
        call("6.0.0", "{\"max_connections\":50,\"instances\":20,\"mode\":\"session\"}");
    assertThat(result).isInstanceOf(ToolResult.Retry.class);
    assertThat(result.text()).contains("20 instances x 5 connections");
  }

  @Test
  void numbersThatMakeNoSenseAreRefused() {
    assertThat(call("6.0.0", "{\"max_connections\":8}")).isInstanceOf(ToolResult.Retry.class);
    assertThat(call("6.0.0", "{\"version\":\"2\"}")).isInstanceOf(ToolResult.Retry.class);
    assertThat(call("6.0.0", "{\"folder\":\"etc; rm\"}")).isInstanceOf(ToolResult.Retry.class);
  }

  @ParameterizedTest
  @CsvSource({
    "pool_mode = session,PASS",
    "pool_modus = session,has no setting 'pool_modus'",
    "max_prepared_statements = 5,needs PgBouncer 1.21",
    "listen_port = 7000,stands there twice",
    "nonsense,neither a setting nor a comment"
  })
  void aSettingThatPgBouncerWouldRefuseFails(String line, String said) {
    String text = "; PgBouncer 1.18\n[databases]\n[pgbouncer]\nlisten_port = 6432\n" + line + "\n";
    Evidence evidence =
        new PgBouncerVerifier(Content.packed())
            .verify(new Artifact("a/pgbouncer.ini", text, "test"), List.of())
            .getFirst();
    if (said.equals("PASS")) {
      assertThat(evidence).isInstanceOf(Evidence.Passed.class);
    } else {
      assertThat(evidence).isInstanceOf(Evidence.Failed.class).asString().contains(said);
    }
  }
}
