package dev.deployarchitect.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.Limits;
import dev.deployarchitect.agent.ScriptedEndpoint.Reply;
import dev.deployarchitect.agent.ScriptedEndpoint;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.Runs;
import dev.deployarchitect.agent.run.Standing;
import dev.deployarchitect.agent.spending.Budgets;
import dev.deployarchitect.store.SqlJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a model does, a run ends in an event, and the conversation goes on. */
@Timeout(60)
class ModelFaultsTest {
  private static final Architect ARCHITECT = Given.architect();
  private static final Limits LIMITS =
      Limits.DEFAULT
          .withSteps(5)
          .withPatience(new Limits.Patience(3, Duration.ofMillis(20), Duration.ofSeconds(2)));

  @TempDir Path folder;

  /** What a run came to, and what the next question in the conversation came to. */
  private record Outcome(List<Standing.Event> events, Journal.Run run, List<String> requests) {
    String last() {
      return events.getLast().type();
    }

    String sentence() {
      return events.getLast().data().path("sentence").asText();
    }

    List<String> types() {
      return events.stream().map(Standing.Event::type).toList();
    }
  }

  /** The replies to one question; a second is answered with "Still here.". */
  private Outcome outcome(Reply... replies) throws InterruptedException {
    List<Reply> script = new ArrayList<>(List.of(replies));
    script.add(new Reply.Says("Still here."));
    try (ScriptedEndpoint endpoint = new ScriptedEndpoint(script.toArray(Reply[]::new));
        SqlJournal journal = SqlJournal.open(folder.resolve("store.db").toString());
        Runs runs =
            Given.runs(
                journal,
                Given.agent(
                    ARCHITECT,
                    Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(1)),
                    LIMITS),
                Duration.ofSeconds(15),
                Budgets.NONE)) {
      journal.create(new Journal.Conversation("c", "who-covers-it", "", Instant.now()));
      Outcome outcome = ask(runs, endpoint);
      Outcome next = ask(runs, endpoint);
      assertThat(next.last()).isEqualTo("run_finished");
      assertThat(next.run().answer()).isEqualTo("Still here.");
      assertThat(outcome.sentence()).doesNotContain("sk-test").doesNotContain("Exception");
      return outcome;
    }
  }

  private static Outcome ask(Runs runs, ScriptedEndpoint endpoint) throws InterruptedException {
    Journal journal = runs.journal();
    Journal.Started started =
        runs.start(
            journal.conversation("c").orElseThrow(),
            "Slow builds?",
            Optional.empty(),
            Optional.empty());
    String id = ((Journal.Started.Fresh) started).run().id();
    while (journal.run(id).orElseThrow().isRunning()) {
      Thread.sleep(5);
    }
    return new Outcome(
        Standing.of(journal, id).events(), journal.run(id).orElseThrow(), endpoint.requests());
  }

  private static Reply.Calls call(String tool, String arguments) {
    return new Reply.Calls(List.<String[]>of(new String[] {tool, arguments}));
  }

  @Test
  void aRefusedKeyIsNotTriedAgain() throws Exception {
    Outcome outcome = outcome(new Reply.Status(401));
    assertThat(outcome.last()).isEqualTo("run_failed");
    assertThat(outcome.sentence()).contains("refused the key");
    assertThat(outcome.types()).doesNotContain("model_retried");
  }

  @Test
  void aRateLimitIsWaitedForAsLongAsItAsks() throws Exception {
    long start = System.nanoTime();
    Outcome outcome = outcome(new Reply.Later("1"), new Reply.Says("Yes."));
    assertThat(outcome.last()).isEqualTo("run_finished");
    assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
    assertThat(outcome.events())
        .filteredOn(e -> e.type().equals("model_retried"))
        .singleElement()
        .satisfies(e -> assertThat(e.data().path("millis").asInt()).isEqualTo(1000));
  }

  @Test
  void aRateLimitThatAsksForTooLongEndsTheRunWithItsWish() throws Exception {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
    assertThat(outcome(new Reply.Later(date)).sentence())
        .containsPattern("asks to wait (59\\d|600) s");
  }

  @Test
  void errorsOfTheEndpointAreTriedAgain() throws Exception {
    assertThat(outcome(new Reply.Status(500), new Reply.Status(503), new Reply.Says("Yes.")).last())
        .isEqualTo("run_finished");
  }

  @Test
  void anEndpointThatStaysBrokenEndsTheRun() throws Exception {
    Reply broken = new Reply.Status(500);
    Outcome outcome = outcome(broken, broken, broken);
    assertThat(outcome.last()).isEqualTo("run_failed");
    assertThat(outcome.sentence()).contains("status 500");
    assertThat(outcome.types()).contains("model_retried");
  }

  @Test
  void aSilentEndpointIsTimedOutAndAskedAgain() throws Exception {
    assertThat(outcome(new Reply.Silence(), new Reply.Says("Yes.")).last())
        .isEqualTo("run_finished");
  }

  @Test
  void aSlowReplyIsWaitedForAndNotAskedForAgain() throws Exception {
    Outcome outcome = outcome(new Reply.Slow(700, new Reply.Says("In the end.")));
    assertThat(outcome.run().answer()).isEqualTo("In the end.");
    assertThat(outcome.requests()).hasSize(1);
    assertThat(outcome.types()).doesNotContain("model_retried");
  }

  @Test
  void aSilentEndpointIsNamedWithTheOptionThatWaitsLonger() throws Exception {
    for (Reply silent : List.of(new Reply.Silence(), new Reply.Slow(30_000, new Reply.Silence()))) {
      Outcome outcome = outcome(silent, silent, silent);
      assertThat(outcome.sentence()).contains("silent for 1 s (--model-wait allows more)");
    }
  }

  @Test
  void textOfAReplyThatWasCutOffIsTakenBack() throws Exception {
    Outcome outcome =
        outcome(new Reply.CutOff("It is the Dock"), new Reply.Says("The Dockerfile."));
    assertThat(outcome.last()).isEqualTo("run_finished");
    StringBuilder text = new StringBuilder();
    outcome.events().forEach(e -> text.append(e.data().path("text").asText("")));
    assertThat(text.toString()).isEqualTo("The Dockerfile.");
  }

  @Test
  void aStreamThatIsNoneIsTriedAgainAndThenEndsTheRun() throws Exception {
    Reply malformed = new Reply.Raw("data: {\"choices\": [\n\ndata: nonsense\n\n");
    Outcome outcome = outcome(malformed, malformed, malformed);
    assertThat(outcome.last()).isEqualTo("run_failed");
    assertThat(outcome.run().status()).isEqualTo("failed");
  }

  @Test
  void anErrorInsideAStreamIsTriedAgain() throws Exception {
    assertThat(outcome(new Reply.ErrorInside(), new Reply.Says("Yes.")).last())
        .isEqualTo("run_finished");
  }

  @Test
  void brokenArgumentsAndUnknownToolsComeBackAsHints() throws Exception {
    Outcome outcome =
        outcome(call("list_files", "{\"glob\":"), call("rm_rf", "{}"), new Reply.Says("Sorry."));
    assertThat(outcome.last()).isEqualTo("run_finished");
    assertThat(outcome.requests().get(1)).contains("are no JSON");
    assertThat(outcome.requests().get(2)).contains("There is no tool rm_rf");
  }

  @Test
  void aLoopOfToolCallsEndsAtTheLimitOfStepsWithWhatIsKnown() throws Exception {
    Reply same = call("list_files", "{}");
    Outcome outcome = outcome(same, same, same, same, same);
    assertThat(outcome.types()).contains("limit_reached").endsWith("run_finished");
    assertThat(outcome.run().answer())
        .startsWith("The run exceeded its limit of 5 steps.")
        .contains("- `list_files {}`: done", "- `list_files {}`: refused");
  }

  @Test
  void anEndpointThatBreaksInTheMiddleLeavesAnAnswerOfWhatIsKnown() throws Exception {
    Reply broken = new Reply.Status(500);
    Outcome outcome = outcome(call("read_dockerfile", "{}"), broken, broken, broken);
    assertThat(outcome.types())
        .endsWith("model_retried", "text_delta", "limit_reached", "run_finished");
    assertThat(outcome.run().answer())
        .contains("answered with status 500")
        .contains("## Findings", "`Dockerfile:", "`read_dockerfile {}`: done");
  }

  @Test
  void anAnswerOfNothingIsAskedForAgainAndThenEndsTheRun() throws Exception {
    Reply nothing = new Reply.Says("");
    Outcome outcome = outcome(nothing, nothing, nothing);
    assertThat(outcome.last()).isEqualTo("run_failed");
    assertThat(outcome.sentence()).contains("answered with nothing");
  }

  @Test
  void anEndlessAnswerIsStopped() throws Exception {
    Outcome outcome = outcome(new Reply.LongText(10_000_000));
    assertThat(outcome.last()).isEqualTo("run_failed");
    assertThat(outcome.sentence()).contains("too long");
  }

  @Test
  void anEndlessLineIsStopped() throws Exception {
    Outcome outcome = outcome(new Reply.Raw("data: " + "x".repeat(10_000_000)));
    assertThat(outcome.last()).isEqualTo("run_failed");
    assertThat(outcome.sentence()).contains("four million characters");
  }
}
