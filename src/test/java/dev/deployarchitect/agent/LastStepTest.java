package dev.deployarchitect.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.ScriptedEndpoint.Reply;
import dev.deployarchitect.interrupt.Places;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.Toolbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No run ends without an answer: what happens near a limit, at it and behind it. */
@Timeout(60)
class LastStepTest {
  private static final Architect ARCHITECT = Given.architect();

  private record Outcome(List<AgentEvent> events, List<JsonNode> requests) {
    String answer() {
      return ((AgentEvent.RunFinished) events.getLast()).answer();
    }

    String streamed() {
      StringBuilder text = new StringBuilder();
      events.forEach(e -> {
        if (e instanceof AgentEvent.TextDelta(String delta)) {
          text.append(delta);
        }
      });
      return text.toString();
    }

    <E> List<E> all(Class<E> kind) {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<String> told(String about) {
      return all(AgentEvent.ModelTold.class).stream()
          .filter(e -> e.about().equals(about))
          .map(AgentEvent.ModelTold::text)
          .toList();
    }
  }

  /** A tool that does something else first. */
  private static <I extends Record> Tool<I> otherwise(Tool<I> tool, Runnable first) {
    return new Tool<>(
        tool.name(),
        tool.area(),
        tool.input(),
        (input, context) -> {
          first.run();
          return tool.function().call(input, context);
        });
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Outcome ask(Limits limits, Cancel cancel, Reply... replies) {
    return ask(ARCHITECT.toolbox(), limits, cancel, replies);
  }

  private static Outcome ask(Toolbox toolbox, Limits limits, Cancel cancel, Reply... replies) {
    try (ScriptedEndpoint endpoint = new ScriptedEndpoint(replies)) {
      List<AgentEvent> events = new ArrayList<>();
      new Agent(
              Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(20)),
              toolbox,
              ARCHITECT.content(),
              limits.impatient())
          .ask(
              new Aside("Are the builds slow?", List.of(), Given.sample()),
              List.of(),
              events::add,
              cancel);
      return new Outcome(events, endpoint.requests().stream().map(Given::json).toList());
    }
  }

  private static Outcome ask(Limits limits, Reply... replies) {
    return ask(limits, new Cancel(), replies);
  }

  private static Limits time(long millis) {
    return new Limits(60, 400_000, 0, Duration.ofMillis(millis), 90_000, Limits.Patience.NONE);
  }

  private static Reply call(String tool, String arguments) {
    return new Reply.Calls(List.<String[]>of(new String[] {tool, arguments}));
  }

  private static Reply[] callsThen(int calls, Reply last) {
    Reply[] replies = new Reply[calls + 1];
    for (int i = 0; i < calls; i++) {
      replies[i] = call("list_files", "{\"glob\":\"*." + i + "\"}");
    }
    replies[calls] = last;
    return replies;
  }

  @Test
  void atTheLimitOfStepsTheModelWritesItsAnswerWithoutTools() {
    Outcome outcome =
        ask(
            Limits.DEFAULT.withSteps(3),
            call("list_files", "{}"),
            call("inspect_project", "{}"),
            new Reply.Says("What I have."),
            new Reply.Says("late"));
    assertThat(outcome.answer()).isEqualTo("What I have.");
    assertThat(outcome.requests()).hasSize(3);
    JsonNode last = outcome.requests().getLast();
    assertThat(last.path("tool_choice").asText()).isEqualTo("none");
    assertThat(last.path("tools")).isEqualTo(outcome.requests().getFirst().path("tools"));
    JsonNode message = last.path("messages").get(last.path("messages").size() - 1);
    assertThat(message.path("role").asText()).isEqualTo("tool");
    assertThat(message.path("content").asText())
        .containsSubsequence("</untrusted>", "limit of 3 steps", "Write the whole answer");
    assertThat(outcome.all(AgentEvent.LimitReached.class))
        .containsExactly(
            new AgentEvent.LimitReached("steps", "The run exceeded its limit of 3 steps."));
    assertThat(outcome.requests().get(1).has("tool_choice")).isFalse();
  }

  @Test
  void theModelIsToldOnceWhatIsLeftAndTheBeginningStaysAsItWas() {
    Outcome outcome = ask(Limits.DEFAULT.withSteps(10), callsThen(9, new Reply.Says("Done.")));
    assertThat(outcome.told(AgentEvent.ModelTold.LEFT))
        .singleElement()
        .asString()
        .contains("2 steps", "29 minutes", "tokens");
    for (int i = 1; i < 9; i++) {
      JsonNode before = outcome.requests().get(i - 1).path("messages");
      JsonNode now = outcome.requests().get(i).path("messages");
      for (int m = 0; m < before.size(); m++) {
        assertThat(now.get(m)).as("request %d, message %d", i, m).isEqualTo(before.get(m));
      }
    }
    assertThat(outcome.requests().get(7).toString()).doesNotContain("[Budget:");
    assertThat(outcome.requests().get(8).toString()).contains("[Budget: 2 steps");
  }

  @Test
  void aShortRunIsNotToldWhatIsLeft() {
    Outcome outcome = ask(Limits.DEFAULT, call("list_files", "{}"), new Reply.Says("Done."));
    assertThat(outcome.all(AgentEvent.ModelTold.class)).isEmpty();
    assertThat(outcome.all(AgentEvent.LimitReached.class)).isEmpty();
  }

  @Test
  void tokensAreKeptForTheLastReply() {
    // Each reply counts 16; behind the second, half as much again would exceed 50.
    Limits few = new Limits(60, 50, 0, Duration.ofMinutes(1), 90_000, Limits.Patience.NONE);
    Outcome outcome = ask(few, callsThen(2, new Reply.Says("Within it.")));
    assertThat(outcome.answer()).isEqualTo("Within it.");
    assertThat(
            outcome.all(AgentEvent.UsageReported.class).stream()
                .mapToLong(e -> e.usage().tokens())
                .sum())
        .isLessThanOrEqualTo(50);
    assertThat(outcome.all(AgentEvent.LimitReached.class))
        .extracting(AgentEvent.LimitReached::limit)
        .containsExactly("tokens");
  }

  @Test
  void theLimitOfTimeStopsAReplyAndGivesTheAnswerItsOwnTime() {
    Outcome outcome =
        ask(
            time(3_000),
            call("read_dockerfile", "{}"),
            new Reply.Hangs("Let me"),
            new Reply.Slow(1_000, new Reply.Says("In the end.")));
    assertThat(outcome.answer()).isEqualTo("In the end.");
    assertThat(outcome.all(AgentEvent.StepRestarted.class)).isEmpty();
    assertThat(outcome.all(AgentEvent.LimitReached.class))
        .extracting(AgentEvent.LimitReached::limit)
        .containsExactly("time");
    assertThat(outcome.requests().getLast().path("messages").toString())
        .contains("Let me", "limit of 3 s");
  }

  @Test
  void theLimitOfTimeStopsAToolWhoseCallIsAnsweredAllTheSame() {
    CountDownLatch never = new CountDownLatch(1);
    Toolbox toolbox =
        new Toolbox(
            List.of(
                ARCHITECT.toolbox().find("list_files").orElseThrow(),
                otherwise(
                    ARCHITECT.toolbox().find("inspect_project").orElseThrow(),
                    () -> Places.away(() -> await(never)))));
    Outcome outcome =
        ask(
            toolbox,
            time(2_000),
            new Cancel(),
            new Reply.Calls(
                List.of(new String[] {"list_files", "{}"}, new String[] {"inspect_project", "{}"})),
            new Reply.Says("As far as it came."));
    assertThat(outcome.answer()).isEqualTo("As far as it came.");
    assertThat(outcome.all(AgentEvent.ToolFinished.class))
        .extracting(e -> e.tool() + " " + e.result().path("status").asText())
        .containsExactly("list_files done", "inspect_project failed");
    assertThat(outcome.requests().getLast().toString()).contains("inspect_project was stopped");
  }

  @Test
  void whereTheLastReplyFailsTooWhatIsKnownIsTheAnswer() {
    for (Reply last :
        List.of(new Reply.Status(500), call("list_files", "{}"), new Reply.Says(""))) {
      Outcome outcome = ask(Limits.DEFAULT.withSteps(2), call("read_dockerfile", "{}"), last);
      assertThat(outcome.answer())
          .as("%s", last)
          .startsWith("The run exceeded its limit of 2 steps.")
          .contains("## Findings", "`Dockerfile:", "`read_dockerfile {}`: done");
      assertThat(outcome.streamed()).isEqualTo(outcome.answer());
    }
  }

  @Test
  void whatTheLastReplySaidBeforeItBrokeIsKept() {
    Outcome outcome =
        ask(
            Limits.DEFAULT.withSteps(2),
            call("generate_dockerfile", "{}"),
            new Reply.CutOff("The image is slow bec"));
    assertThat(outcome.answer())
        .startsWith("The image is slow bec\n\nThe run exceeded")
        .contains("## Files", "- `Dockerfile`: ");
    assertThat(outcome.streamed()).isEqualTo(outcome.answer());
  }

  @Test
  void aModelThatNeverSpeaksLeavesAnAnswerThatSaysSo() {
    Outcome outcome = ask(Limits.DEFAULT.withSteps(1), new Reply.Status(500));
    assertThat(outcome.answer()).contains("limit of 1 steps", "nothing yet");
  }

  @Test
  void aCancelledRunStaysCancelledInItsLastStep() throws InterruptedException {
    Cancel cancel = new Cancel();
    List<Outcome> outcomes = new ArrayList<>();
    Thread run =
        Thread.ofVirtual()
            .start(() ->
                outcomes.add(
                    ask(
                        Limits.DEFAULT.withSteps(2),
                        cancel,
                        call("list_files", "{}"),
                        new Reply.Hangs("Well"))));
    Thread.sleep(2_000);
    cancel.cancel();
    run.join();
    assertThat(outcomes.getFirst().events().getLast()).isEqualTo(new AgentEvent.RunCancelled());
  }
}
