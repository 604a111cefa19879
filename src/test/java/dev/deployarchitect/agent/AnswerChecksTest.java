package dev.deployarchitect.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.AnswerCheck.Verdict;
import dev.deployarchitect.agent.ScriptedEndpoint.Reply;
import dev.deployarchitect.agent.memory.Earlier;
import dev.deployarchitect.agent.memory.TokenCount;
import dev.deployarchitect.agent.model.OpenAiModel;
import dev.deployarchitect.agent.spending.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import dev.deployarchitect.draft.Draft;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A check may send the model back to work, in the loop itself. */
@Timeout(60)
class AnswerChecksTest {
  private static final Architect ARCHITECT = Given.architect();

  private static final AnswerCheck NEEDS_PROOF =
      reply ->
          reply.text().contains("proven")
              ? new Verdict.Fine()
              : new Verdict.GoOn("Prove it first.", Optional.empty());

  private final List<AgentEvent> events = new ArrayList<>();

  private List<String> ask(Limits limits, Reply... replies) {
    TurnRequest request =
        new TurnRequest(
            "run_1",
            "Safe?",
            Earlier.NOTHING,
            Given.sample(),
            Draft.EMPTY,
            Progress.none(),
            List.of(),
            Person.NOBODY);
    try (ScriptedEndpoint endpoint = new ScriptedEndpoint(replies)) {
      OpenAiModel model = Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(5));
      ToolRunner tools = new ToolRunner(ARCHITECT.toolbox(), ARCHITECT.content());
      Prompt prompt = new Prompt(ARCHITECT.content());
      Permission permission = new Permission(Person.NOBODY, events::add);
      Dialogue dialogue =
          new Dialogue(prompt, tools.specifications(), limits.window(), new TokenCount(), request);
      new Loop(
              new ModelAttempts(model, Limits.Patience.NONE, events::add),
              dialogue,
              new RunTools(tools, request, permission, events::add),
              new Budget(limits, request, tokens -> Usage.NONE, permission, prompt.notes()),
              new AnswerChecks(List.of(NEEDS_PROOF, dialogue.numbers()), events::add),
              events::add,
              new Cancel())
          .go();
      return endpoint.requests();
    }
  }

  private static Reply[] says(String... texts) {
    return Arrays.stream(texts).map(Reply.Says::new).toArray(Reply[]::new);
  }

  @Test
  void anAnswerThatIsNotAcceptedGoesBackWithAMessage() {
    List<String> requests = ask(Limits.DEFAULT, says("It is safe.", "It is safe: proven by 7."));
    assertThat(requests).hasSize(2);
    assertThat(Given.json(requests.getLast()).path("messages").toString())
        .endsWith(
            "{\"role\":\"assistant\",\"content\":\"It is safe.\"},"
                + "{\"role\":\"user\",\"content\":\"Prove it first.\"}]");
    assertThat(events)
        .contains(new AgentEvent.ModelTold(AgentEvent.ModelTold.ANSWER, "Prove it first."))
        .contains(new AgentEvent.NumbersUnsourced(List.of("7")))
        .endsWith(new AgentEvent.RunFinished("It is safe: proven by 7."));
  }

  @Test
  void aModelThatCannotDoBetterIsBelievedInTheEnd() {
    ask(Limits.DEFAULT, says("No.", "No!", "No?", "Still no.", "late"));
    assertThat(events).endsWith(new AgentEvent.RunFinished("Still no."));
  }

  @Test
  void theLastStepGoesOnToNothing() {
    assertThat(ask(Limits.DEFAULT.withSteps(1), says("No.", "late"))).hasSize(1);
    assertThat(events).endsWith(new AgentEvent.RunFinished("No."));
  }
}
