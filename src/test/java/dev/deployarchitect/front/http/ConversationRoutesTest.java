package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Given;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Conversations: found again, changed, taken away. */
class ConversationRoutesTest extends FrontTest {

  private String ask(String conversation, String question, String insteadOf) throws Exception {
    String replaces = insteadOf.isEmpty() ? "" : ", \"instead_of\": \"%s\"".formatted(insteadOf);
    HttpResponse<String> answer =
        send(
            "POST",
            "/v1/conversations/" + conversation + "/runs",
            "{\"question\": \"%s\"%s}".formatted(question, replaces));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String run = Given.json(answer.body()).path("id").asText();
    send("GET", "/v1/runs/" + run + "/events", "");
    return run;
  }

  private List<String> questions(String conversation) throws Exception {
    JsonNode runs =
        Given.json(send("GET", "/v1/conversations/" + conversation, "").body()).path("runs");
    return runs.valueStream().map(run -> run.path("question").asText()).toList();
  }

  private List<String> titles() throws Exception {
    JsonNode all = Given.json(send("GET", "/v1/conversations", "").body()).path("conversations");
    return all.valueStream().map(one -> one.path("title").asText()).toList();
  }

  @Test
  void conversationsAreListedByTheirFirstQuestionLastAskedFirst() throws Exception {
    serve();
    String first = conversation();
    String second = conversation();
    ask(first, "one", "");
    ask(second, "two", "");
    assertThat(titles()).containsExactly("two", "one");
    ask(first, "three", "");
    assertThat(titles()).containsExactly("one", "two");
  }

  @Test
  void aQuestionThatIsAskedOtherwiseTakesThePlaceOfItAndAllAfter() throws Exception {
    serve();
    String conversation = conversation();
    ask(conversation, "one", "");
    String two = ask(conversation, "two", "");
    String three = ask(conversation, "three", "");
    String otherwise = ask(conversation, "two, otherwise", two);
    assertThat(questions(conversation)).containsExactly("one", "two, otherwise");
    assertThat(send("GET", "/v1/runs/" + three + "/events", "").body()).contains("run_started");
    ask(conversation, "one, otherwise", otherwise);
    assertThat(questions(conversation)).containsExactly("one", "one, otherwise");
  }

  @Test
  void onlyARunOfTheConversationIsReplaced() throws Exception {
    serve();
    String conversation = conversation();
    String other = ask(conversation(), "elsewhere", "");
    ask(conversation, "one", "");
    for (String wrong : List.of(other, "run_none")) {
      HttpResponse<String> answer =
          send(
              "POST",
              "/v1/conversations/" + conversation + "/runs",
              "{\"question\": \"x\", \"instead_of\": \"%s\"}".formatted(wrong));
      assertThat(answer.statusCode()).isEqualTo(400);
    }
    assertThat(questions(conversation)).containsExactly("one");
  }

  @Test
  void whatWasSaidIsTakenAway() throws Exception {
    serve();
    String conversation = conversation();
    String run = ask(conversation, "one", "");
    assertThat(send("DELETE", "/v1/conversations/" + conversation, "").statusCode()).isEqualTo(204);
    assertThat(titles()).isEmpty();
    for (String gone :
        List.of("/v1/conversations/" + conversation, "/v1/runs/" + run + "/events")) {
      assertThat(send("GET", gone, "").statusCode()).as(gone).isEqualTo(404);
    }
    assertThat(journal.events(run, 0, 9)).isEmpty();
    assertThat(journal.run(run).orElseThrow().question()).isEmpty();
    assertThat(send("DELETE", "/v1/conversations/" + conversation, "").statusCode()).isEqualTo(404);
  }

  @Test
  void aConversationOfAnotherKeyIsNotTakenAway() throws Exception {
    Keys.Fresh alice = Keys.fresh("alice");
    Keys.Fresh bob = Keys.fresh("bob");
    serve(alice, bob);
    String[] hers = {"Authorization", "Bearer " + alice.key()};
    String[] his = {"Authorization", "Bearer " + bob.key()};
    String path =
        "/v1/conversations/"
            + Given.json(send("POST", "/v1/conversations", "{}", hers).body()).path("id").asText();
    assertThat(send("DELETE", path, "", his).statusCode()).isEqualTo(404);
    assertThat(send("GET", path, "", hers).statusCode()).isEqualTo(200);
  }
}
