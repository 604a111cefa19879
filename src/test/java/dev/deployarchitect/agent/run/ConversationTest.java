package dev.deployarchitect.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.AgentEvent;
import dev.deployarchitect.agent.Aside;
import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.Limits;
import dev.deployarchitect.agent.ScriptedEndpoint.Reply;
import dev.deployarchitect.agent.ScriptedEndpoint;
import dev.deployarchitect.agent.spending.Budgets;
import dev.deployarchitect.store.SqlJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several questions in one conversation: what the model is told again, and what they may cost. */
@Timeout(60)
class ConversationTest {
  private static final Architect ARCHITECT = Given.architect();

  private final List<AutoCloseable> opened = new ArrayList<>();
  @TempDir Path folder;
  private ScriptedEndpoint endpoint;
  private Runs runs;

  private void open(Limits limits, Budgets budgets, String model, Reply... replies) {
    endpoint = new ScriptedEndpoint(replies);
    SqlJournal journal = SqlJournal.open(folder.resolve("store.db").toString());
    journal.create(new Journal.Conversation("c", "who-covers-it", "alice", Instant.now()));
    Agent agent =
        Given.agent(
            ARCHITECT,
            Given.model(endpoint.baseUrl(), model, Duration.ofSeconds(5)),
            limits.impatient());
    runs = Given.runs(journal, agent, Duration.ofSeconds(15), budgets);
    opened.addAll(List.of(endpoint, journal, runs));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  private List<Standing.Event> ask(String question) throws InterruptedException {
    return ask(question, Optional.empty());
  }

  private List<Standing.Event> ask(String question, Optional<String> insteadOf)
      throws InterruptedException {
    Journal.Started started =
        runs.start(
            runs.journal().conversation("c").orElseThrow(), question, Optional.empty(), insteadOf);
    String id = ((Journal.Started.Fresh) started).run().id();
    while (runs.journal().run(id).orElseThrow().isRunning()) {
      Thread.sleep(5);
    }
    return Standing.of(runs.journal(), id).events();
  }

  private static Reply.Calls call(String tool, String arguments) {
    return new Reply.Calls(List.<String[]>of(new String[] {tool, arguments}));
  }

  private List<JsonNode> requests() {
    return endpoint.requests().stream().map(Given::json).toList();
  }

  @Test
  void everyRequestBeginsWithTheOneBeforeItSoThatPromptCachesHit() throws Exception {
    open(
        Limits.DEFAULT,
        Budgets.NONE,
        "scripted",
        call("list_files", "{ \"glob\" : \"*.json\" }"),
        call("inspect_project", ""),
        new Reply.Says("It is a Next.js project."),
        call("read_dockerfile", "{}"),
        new Reply.Says("The Dockerfile copies too much."),
        new Reply.Says("Yes."));
    ask("What is this?");
    ask("And the image?");
    ask("Are you sure?");
    List<JsonNode> requests = requests();
    assertThat(requests).hasSize(6);
    for (int i = 1; i < requests.size(); i++) {
      JsonNode before = requests.get(i - 1).path("messages");
      JsonNode now = requests.get(i).path("messages");
      assertThat(now.size()).isGreaterThan(before.size());
      for (int m = 0; m < before.size(); m++) {
        assertThat(now.get(m).toString())
            .as("request %d, message %d", i, m)
            .isEqualTo(before.get(m).toString());
      }
      assertThat(requests.get(i).path("tools").toString())
          .isEqualTo(requests.get(i - 1).path("tools").toString());
    }
    assertThat(requests.getLast().path("messages").toString())
        .contains("It is a Next.js project.")
        .contains("package.json");
  }

  @Test
  void aConversationThatOutgrowsTheWindowIsToldShortened() throws Exception {
    Reply[] replies = new Reply[9];
    for (int i = 0; i < replies.length; i++) {
      replies[i] = new Reply.Says("Answer number " + i + " " + "word ".repeat(150));
    }
    open(Limits.DEFAULT.withWindow(700), Budgets.NONE, "scripted", replies);
    for (int i = 0; i < replies.length; i++) {
      assertThat(ask("Question number " + i + "?").getLast().type()).isEqualTo("run_finished");
    }
    String last = requests().getLast().path("messages").toString();
    assertThat(last)
        .contains("Earlier in this conversation, shortened:")
        .contains("- Asked: Question number 1?")
        .contains("Question number 8?");
    assertThat(last.length()).isLessThan(requests().getFirst().toString().length());
  }

  @Test
  void aStoppedRunIsToldAsStopped() throws Exception {
    open(Limits.DEFAULT, Budgets.NONE, "scripted", new Reply.Status(401), new Reply.Says("Yes."));
    assertThat(ask("What is this?").getLast().type()).isEqualTo("run_failed");
    ask("Still there?");
    assertThat(requests().getLast().path("messages").toString())
        .contains("What is this?")
        .contains("This run was stopped before an answer.");
  }

  @Test
  void aConversationThatHasUsedItsTokensEndsWithASentence() throws Exception {
    // The endpoint reports 11 tokens sent and 5 received for each reply.
    Reply yes = new Reply.Says("Yes.");
    open(Limits.DEFAULT, new Budgets(20, 0, 0), "scripted", yes, yes, yes);
    assertThat(ask("One?").getLast().type()).isEqualTo("run_finished");
    assertThat(ask("Two?").getLast().type()).isEqualTo("run_finished");
    List<Standing.Event> third = ask("Three?");
    assertThat(third)
        .extracting(Standing.Event::type)
        .containsExactly("run_started", "limit_reached", "run_failed");
    assertThat(third.get(1).data().path("limit").asText()).isEqualTo("conversation");
    assertThat(third.getLast().data().path("sentence").asText())
        .isEqualTo("This conversation has used what it may (20 tokens); begin a new one.");
    assertThat(endpoint.requests()).hasSize(2);
  }

  @Test
  void aRunThatCostsTooMuchWritesItsAnswer() throws Exception {
    // gpt-4o: 11 * 2.50 + 5 * 10 = 77.5 millionths of a dollar for each reply.
    Limits dear = new Limits(16, 400_000, 100, Duration.ofMinutes(1), 90_000, Limits.Patience.NONE);
    open(
        dear,
        Budgets.NONE,
        "gpt-4o",
        call("list_files", "{}"),
        new Reply.Says("It is a Node.js project."),
        new Reply.Says("late"));
    List<Standing.Event> events = ask("One?");
    assertThat(events.getLast().data().path("answer").asText())
        .isEqualTo("It is a Node.js project.");
    assertThat(events)
        .filteredOn(e -> e.type().equals("limit_reached"))
        .singleElement()
        .satisfies(e -> assertThat(e.data().path("limit").asText()).isEqualTo("cost"));
    assertThat(endpoint.requests()).hasSize(2);
    assertThat(events)
        .filteredOn(e -> e.type().equals("usage"))
        .allSatisfy(e -> assertThat(e.data().path("dollars").asDouble()).isEqualTo(0.0001));
    Journal.Run run = runs.journal().runs("c").getFirst();
    assertThat(run.used().micros()).isEqualTo(156);
    assertThat(run.used().isPriced()).isTrue();
  }

  @Test
  void whatAKeySpendsInADayIsBounded() throws Exception {
    Reply yes = new Reply.Says("Yes.");
    open(Limits.DEFAULT, new Budgets(0, 0, 70), "gpt-4o", yes, yes);
    ask("One?");
    List<Standing.Event> second = ask("Two?");
    assertThat(second.get(1).data().path("limit").asText()).isEqualTo("day");
    assertThat(second.getLast().data().path("sentence").asText()).contains("in 24 hours ($0.00)");
  }

  @Test
  void whatIsAskedBesideConversationsCountsForTheDayToo() throws Exception {
    Reply yes = new Reply.Says("Yes.");
    open(Limits.DEFAULT, new Budgets(0, 0, 70), "gpt-4o", yes, yes, yes);
    List<AgentEvent> first = aside("alice");
    assertThat(first.getLast()).isInstanceOf(AgentEvent.RunFinished.class);
    assertThat(runs.journal().usedSince("alice", Instant.EPOCH).micros()).isPositive();
    assertThat(aside("bob").getLast()).isInstanceOf(AgentEvent.RunFinished.class);
    assertThat(aside("alice").getLast()).isInstanceOf(AgentEvent.RunFailed.class);
    assertThat(ask("And here?").get(1).data().path("limit").asText()).isEqualTo("day");
  }

  private List<AgentEvent> aside(String owner) {
    List<AgentEvent> events = new ArrayList<>();
    runs.answer(owner, new Aside("Aside?", List.of(), Given.sample()), events::add, new Cancel());
    return events;
  }

  @Test
  void theModelIsNotToldOfAQuestionThatWasAskedOtherwise() throws Exception {
    open(
        Limits.DEFAULT,
        Budgets.NONE,
        "scripted",
        new Reply.Says("First."),
        new Reply.Says("Second."),
        new Reply.Says("Third."));
    ask("One?");
    ask("Two?");
    String two = runs.journal().runs("c").getLast().id();
    ask("Two, otherwise?", Optional.of(two));
    assertThat(requests().getLast().toString())
        .contains("One?", "First.", "Two, otherwise?")
        .doesNotContain("Two?", "Second.");
  }
}
