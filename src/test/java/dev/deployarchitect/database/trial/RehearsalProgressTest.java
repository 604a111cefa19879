package dev.deployarchitect.database.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long trials say how far they have come, and end when they are told to. */
class RehearsalProgressTest {
  private static final Architect ARCHITECT =
      new Architect(Content.packed(), OutsideTool.none(), Scratch.ON);

  @TempDir Path folder;

  private ToolResult call(List<String> heard) {
    ToolContext context =
        new ToolContext(
            Workspaces.of(
                folder,
                Map.of(
                    "migrations/0001_init.sql", "CREATE TABLE a (id int); SELECT pg_sleep(0.6);",
                    "migrations/0002_wait.sql", "SELECT pg_sleep(60);")));
    return ARCHITECT
        .toolbox()
        .call("review_migrations", Given.json("{\"execute\":true}"), context.heardBy(heard::add));
  }

  @Test
  void whatIsReplayedAndTriedIsHeardAndACancelledTrialEnds() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    AtomicReference<ToolResult> result = new AtomicReference<>();
    Thread thread = Thread.ofVirtual().start(() -> result.set(call(heard)));
    for (int i = 0; i < 300 && heard.stream().noneMatch(m -> m.startsWith("trying")); i++) {
      Thread.sleep(50);
    }
    assertThat(heard)
        .anyMatch(m -> m.equals("replaying 1 of 1 migrations"))
        .anyMatch(m -> m.equals("trying migrations/0002_wait.sql (1 of 1)"));
    long start = System.nanoTime();
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(20))).as("it ended").isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }
}
