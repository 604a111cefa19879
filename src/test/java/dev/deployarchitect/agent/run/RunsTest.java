package dev.deployarchitect.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.Limits;
import dev.deployarchitect.agent.ScriptedEndpoint.Reply;
import dev.deployarchitect.agent.ScriptedEndpoint;
import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.offline.OfflineArchitect;
import dev.deployarchitect.agent.spending.Budgets;
import dev.deployarchitect.store.SqlJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two servers' runs on one store: what one leaves, the other goes on with. */
@Timeout(60)
class RunsTest {
  private static final Architect ARCHITECT = Given.architect();
  private static final Duration LEASE = Duration.ofMillis(600);

  private final List<AutoCloseable> opened = new ArrayList<>();
  @TempDir Path folder;
  private SqlJournal journal;

  @BeforeEach
  void open() {
    journal = SqlJournal.open(folder.resolve("store.db").toString());
    journal.create(new Journal.Conversation("c", "who-covers-it", "", Instant.now()));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
    journal.close();
  }

  private Runs server(Model model) {
    return server(model, Limits.DEFAULT.impatient());
  }

  private Runs server(Model model, Limits limits) {
    Agent agent = Given.agent(ARCHITECT, model, limits);
    Runs runs = Given.runs(journal, agent, LEASE, Budgets.NONE);
    opened.add(runs);
    return runs;
  }

  private ScriptedEndpoint endpoint(Reply... replies) {
    ScriptedEndpoint endpoint = new ScriptedEndpoint(replies);
    opened.add(endpoint);
    return endpoint;
  }

  private Model model(Reply... replies) {
    return Given.model(endpoint(replies).baseUrl(), "scripted", Duration.ofSeconds(30));
  }

  private static String ask(Runs runs) {
    Journal.Started started =
        runs.start(
            runs.journal().conversation("c").orElseThrow(),
            "Slow builds?",
            Optional.empty(),
            Optional.empty());
    assertThat(started).isInstanceOf(Journal.Started.Fresh.class);
    return ((Journal.Started.Fresh) started).run().id();
  }

  private static List<NumberedEvent> follow(Runs runs, String run, long after)
      throws InterruptedException {
    List<NumberedEvent> events = new ArrayList<>();
    runs.follow(
        run,
        after,
        1_000,
        new Follower() {
          @Override
          public void events(List<NumberedEvent> several) {
            events.addAll(several);
          }

          @Override
          public void idle() {
            // Only events count here.
          }
        });
    return events;
  }

  private static Reply.Calls calls(String tool, String arguments) {
    return new Reply.Calls(List.<String[]>of(new String[] {tool, arguments}));
  }

  private void until(String run, String type) throws InterruptedException {
    while (journal.events(run, 0, 999).stream().noneMatch(e -> e.type().equals(type))) {
      Thread.sleep(10);
    }
  }

  private String leftAfterItsFirstStep() throws InterruptedException {
    Runs first = server(model(calls("list_files", "{\"glob\":\"*.json\"}"), new Reply.Silence()));
    String run = ask(first);
    until(run, "step_finished");
    first.close();
    return run;
  }

  private String leftInItsFirstStep(Reply reply, String type) throws InterruptedException {
    Runs first = server(model(reply));
    String run = ask(first);
    until(run, type);
    first.close();
    return run;
  }

  private static void numbersFollowEachOther(List<NumberedEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).number()).isEqualTo(i + 1);
    }
  }

  @Test
  void aRunGoesOnAfterTheLastStepThatItsServerFinished() throws Exception {
    String run = leftAfterItsFirstStep();
    assertThat(journal.run(run).orElseThrow().isRunning()).isTrue();

    Runs second = server(model(new Reply.Says("All is well.")));
    List<NumberedEvent> events = follow(second, run, 0);
    numbersFollowEachOther(events);
    assertThat(events)
        .extracting(NumberedEvent::type)
        .containsSubsequence("step_finished", "step_started", "step_restarted", "step_started")
        .endsWith("run_finished");
    assertThat(events).filteredOn(e -> e.type().equals("tool_started")).hasSize(1);
    assertThat(journal.run(run).orElseThrow().answer()).isEqualTo("All is well.");
  }

  @Test
  void whatTheFirstServerLearnedReachesTheSecondServersModel() throws Exception {
    String run = leftAfterItsFirstStep();
    ScriptedEndpoint endpoint = endpoint(new Reply.Says("ok"));
    Runs second = server(Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(5)));
    follow(second, run, 0);
    assertThat(endpoint.requests()).hasSize(1);
    assertThat(endpoint.requests().getFirst())
        .contains("Slow builds?")
        .contains("call_1_0")
        .contains("package.json")
        .contains("<untrusted source=\\\"list_files\\\">");
  }

  @Test
  void whatTheFirstServersRunUsedAndWasToldCountsForTheSecond() throws Exception {
    Limits ten = Limits.DEFAULT.withSteps(10).impatient();
    Reply[] calls = new Reply[10];
    for (int i = 0; i < 9; i++) {
      calls[i] = calls("list_files", "{\"glob\":\"*." + i + "\"}");
    }
    calls[9] = new Reply.Silence();
    Runs first = server(model(calls), ten);
    String run = ask(first);
    until(run, "limit_reached");
    first.close();

    ScriptedEndpoint endpoint = endpoint(new Reply.Says("In the last step."));
    Runs second = server(Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(5)), ten);
    follow(second, run, 0);
    assertThat(journal.run(run).orElseThrow().answer()).isEqualTo("In the last step.");
    assertThat(endpoint.requests()).hasSize(1);
    assertThat(endpoint.requests().getFirst())
        .containsPattern("\"tool_choice\" *: *\"none\"")
        .containsOnlyOnce("[Budget: 2 steps")
        .containsOnlyOnce("This is your last reply");
    assertThat(Standing.of(journal, run).events())
        .extracting(Standing.Event::type)
        .containsOnlyOnce("limit_reached", "run_finished");
  }

  @Test
  void aModelThatNeedsTheResultsThemselvesBeginsAgain() throws Exception {
    String run = leftAfterItsFirstStep();
    Runs second = server(new OfflineArchitect());
    List<NumberedEvent> events = follow(second, run, 0);
    numbersFollowEachOther(events);
    assertThat(events.getLast().type()).isEqualTo("run_finished");
    List<Standing.Event> standing = Standing.of(journal, run).events();
    assertThat(standing).filteredOn(e -> e.type().equals("step_restarted")).isEmpty();
    assertThat(standing)
        .filteredOn(e -> e.type().equals("tool_started"))
        .extracting(e -> e.data().path("tool").asText())
        .doesNotContain("list_files")
        .isNotEmpty();
    assertThat(standing).filteredOn(e -> e.data().path("step").asInt() == 1).hasSize(2);
  }

  @Test
  void textOfALostStepIsTakenBack() throws Exception {
    String run = leftInItsFirstStep(new Reply.Hangs("It is the Dockerf"), "text_delta");
    Runs second = server(model(new Reply.Says("It is the Dockerfile.")));
    follow(second, run, 0);
    StringBuilder text = new StringBuilder();
    for (Standing.Event event : Standing.of(journal, run).events()) {
      text.append(event.data().path("text").asText(""));
    }
    assertThat(text.toString()).isEqualTo("It is the Dockerfile.");
  }

  @Test
  void aFollowerStaysWithARunThatChangesServers() throws Exception {
    Runs first = server(model(new Reply.Hangs("One moment")));
    String run = ask(first);
    until(run, "text_delta");
    Runs second = server(model(new Reply.Says("Done.")));
    List<NumberedEvent> seen = new ArrayList<>();
    Thread follower =
        Thread.ofVirtual()
            .start(() -> {
              try {
                seen.addAll(follow(second, run, 0));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    first.close();
    follower.join(Duration.ofSeconds(20));
    numbersFollowEachOther(seen);
    assertThat(seen.getLast().type()).isEqualTo("run_finished");
  }

  @Test
  void aServerThatKeepsItsLeaseKeepsItsRun() throws Exception {
    Runs first = server(model(new Reply.Hangs("Thinking")));
    server(model(new Reply.Says("Stolen.")));
    String run = ask(first);
    Thread.sleep(3 * LEASE.toMillis());
    assertThat(journal.run(run).orElseThrow().isRunning()).isTrue();
    assertThat(journal.events(run, 0, 99))
        .extracting(NumberedEvent::type)
        .doesNotContain("step_restarted");
    first.cancel(run);
    assertThat(follow(first, run, 0).getLast().type()).isEqualTo("run_cancelled");
  }

  @Test
  void aRunIsCancelledFromAServerThatDoesNotHaveIt() throws Exception {
    Runs first = server(model(new Reply.Silence()));
    Runs second = server(model());
    String run = ask(first);
    until(run, "step_started");
    assertThat(second.cancel(run)).isTrue();
    assertThat(follow(second, run, 0).getLast().type()).isEqualTo("run_cancelled");
    assertThat(second.cancel(run)).isFalse();
  }

  @Test
  void aWishToCancelOutlivesTheServerThatHadTheRun() throws Exception {
    String run = leftInItsFirstStep(new Reply.Silence(), "step_started");
    assertThat(journal.askToCancel(run)).isTrue();
    Runs second = server(model(new Reply.Silence()));
    assertThat(follow(second, run, 0).getLast().type()).isEqualTo("run_cancelled");
  }

  @Test
  void aRunThatNoServerCanFinishIsGivenUpInTheEnd() throws Exception {
    String run = leftInItsFirstStep(new Reply.Silence(), "step_started");
    for (int i = 0; i < 8; i++) {
      Claim claim = journal.take(run, "server-" + i, Duration.ofSeconds(9)).orElseThrow();
      journal.release(claim);
    }
    Runs last = server(model(new Reply.Says("never")));
    List<NumberedEvent> events = follow(last, run, 0);
    assertThat(events.getLast().type()).isEqualTo("run_failed");
    assertThat(events.getLast().json()).contains("no server came further");
  }

  @Test
  void drainingLetsARunEndAndTakesNoOther() throws Exception {
    Runs runs = server(model(new Reply.Says("A long answer. ".repeat(40))));
    String run = ask(runs);
    runs.drain(Duration.ofSeconds(20));
    assertThat(runs.isOpen()).isFalse();
    assertThat(journal.run(run).orElseThrow().status()).isEqualTo("finished");
  }

  private static final String WRITTEN =
      "{\"why\":\"to see\",\"files\":[{\"path\":\"%s\",\"content\":\"%s\"}]}";

  private static Reply.Calls writes(String path, String content) {
    return calls("write_files", WRITTEN.formatted(path, content));
  }

  @Test
  void aDraftGoesOnFromQuestionToQuestion() throws Exception {
    Runs runs =
        server(
            model(
                writes("notes/a.json", "{}"),
                new Reply.Says("Done."),
                calls(
                    "edit_files",
                    "{\"why\":\"more\",\"edits\":[{\"path\":\"notes/a.json\",\"search\":\"{}\",\"replace\":\"[]\"}]}"),
                new Reply.Says("Done.")));
    String first = ask(runs);
    follow(runs, first, 0);
    String second = ask(runs);
    assertThat(follow(runs, second, 0)).extracting(NumberedEvent::type).contains("draft_verified");
    assertThat(
            runs.draft(journal.run(first).orElseThrow()).file("notes/a.json").orElseThrow().after())
        .contains("{}");
    assertThat(
            runs.draft(journal.run(second).orElseThrow())
                .file("notes/a.json")
                .orElseThrow()
                .after())
        .contains("[]");
    journal.forget("c");
    assertThat(journal.drafted(first)).isEmpty();
  }

  @Test
  void whatAnUnfinishedStepChangedIsTakenBackWithIt() throws Exception {
    Runs first =
        server(
            model(
                writes("a.json", "{}"),
                new Reply.Calls(
                    List.of(
                        new String[] {"write_files", WRITTEN.formatted("b.json", "{}")},
                        new String[] {
                          "fetch_reference", "{\"url\":\"https://manual.example.invalid/\"}"
                        }))));
    String run = ask(first);
    // A person is waited for: the server goes between a change and the end of its step.
    until(run, "approval_requested");
    while (journal.drafted(run).size() < 2) {
      Thread.sleep(10);
    }
    first.close();
    Runs second = server(model(writes("c.json", "{}"), new Reply.Says("Done.")));
    List<NumberedEvent> events = follow(second, run, 0);
    assertThat(events).extracting(NumberedEvent::type).contains("step_restarted", "run_finished");
    assertThat(second.draft(journal.run(run).orElseThrow()).files().keySet())
        .containsExactly("a.json", "c.json");
    assertThat(journal.drafted(run)).hasSize(3);
  }

  @Test
  void aFileThatFailsItsCheckSendsTheModelBackOnce() throws Exception {
    ScriptedEndpoint endpoint =
        endpoint(
            writes("a.json", "{"),
            new Reply.Says("Here it is."),
            new Reply.Says("It stays, as a test needs it."));
    Runs runs = server(Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(30)));
    String run = ask(runs);
    List<NumberedEvent> events = follow(runs, run, 0);
    assertThat(endpoint.requests()).hasSize(3);
    assertThat(endpoint.requests().getLast()).contains("These checks failed", "a.json");
    assertThat(events.getLast().json()).contains("It stays");
    assertThat(events)
        .filteredOn(e -> e.type().equals("draft_verified"))
        .singleElement()
        .satisfies(e -> assertThat(e.json()).contains("\"verdict\":\"failed\""));
  }

  @Test
  void changesOfOneStepAreMadeInTheOrderOfTheirCalls() throws Exception {
    List<String[]> calls = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      calls.add(new String[] {"write_files", WRITTEN.formatted("a.json", "[" + i + "]")});
      calls.add(new String[] {"read_files", "{\"files\":[\"a.json:%d\"]}".formatted(i)});
    }
    ScriptedEndpoint endpoint = endpoint(new Reply.Calls(calls), new Reply.Says("Done."));
    Runs runs = server(Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(30)));
    String run = ask(runs);
    follow(runs, run, 0);
    assertThat(journal.drafted(run))
        .extracting(d -> d.change().files().getFirst().after().orElse(""))
        .containsExactly("[1]", "[2]", "[3]", "[4]", "[5]", "[6]");
    assertThat(endpoint.requests().getLast()).contains("1  [1]", "1  [2]", "1  [6]");
  }
}
