package dev.deployarchitect.agent.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.ToolCall;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final TokenCount COUNT = new TokenCount();
  private static final int LIMIT = 2_000;

  private static String words(String name, int number) {
    // One token each.
    return name + " word".repeat(number);
  }

  /** A question, a call, its result and an answer. */
  private static List<Message> exchange(int number, int words) {
    ToolCall call = new ToolCall("call_" + number, "read_files", "{\"path\":\"f" + number + "\"}");
    String text = words("line" + number + "x", words);
    return List.of(
        new Message.User("question " + number + "?"),
        new Message.Assistant("", List.of(call)),
        new Message.ToolAnswer(call, ToolResult.Done.text(text), text),
        new Message.Assistant("answer " + number + ".", List.of()));
  }

  private static int tokens(Window window) {
    return tokens(window.messages());
  }

  private static int tokens(List<Message> messages) {
    return messages.stream()
        .mapToInt(m ->
            switch (m) {
              case Message.Note(String text) -> COUNT.exactly(text);
              case Message.User(String text) -> COUNT.exactly(text);
              case Message.Assistant(String text, var calls) -> COUNT.exactly(text + calls);
              case Message.ToolAnswer answer -> COUNT.exactly(answer.text());
            })
        .sum();
  }

  @Test
  void whatFitsIsToldWhole() {
    Window window = new Window(LIMIT, COUNT, Earlier.NOTHING);
    List<Message> all = exchange(1, 100);
    all.forEach(window::add);
    assertThat(window.messages()).isEqualTo(all);
    assertThat(window.summary()).isEmpty();
  }

  @Test
  void oldResultsAreFoldedToTheirFirstLinesFirst() {
    Window window = new Window(LIMIT, COUNT, Earlier.NOTHING);
    exchange(1, 1_000).forEach(window::add);
    exchange(2, 900).forEach(window::add);
    window.add(new Message.User("now?"));
    List<Message> messages = window.messages();
    assertThat(window.summary()).isEmpty();
    assertThat(messages).hasSize(9).contains(new Message.User("question 1?"));
    assertThat(((Message.ToolAnswer) messages.get(2)).text())
        .startsWith("line1x word")
        .endsWith("read_result {\"call\":\"call_1\"} gives them again.]")
        .hasSizeLessThan(800);
    assertThat(((Message.ToolAnswer) messages.get(2)).call().arguments()).contains("f1");
  }

  @Test
  void aFoldedResultKeepsItsFenceAndWholeLines() {
    Window window = new Window(LIMIT, COUNT, Earlier.NOTHING);
    ToolCall call = new ToolCall("c", "read_files", "{}");
    String text = "first line\n" + "a line of the file\n".repeat(250);
    window.add(new Message.User("what?"));
    window.add(new Message.Assistant("", List.of(call)));
    window.add(
        new Message.ToolAnswer(
            call,
            ToolResult.Done.text(text),
            "<untrusted source=\"read_files\">\n" + text + "</untrusted>"));
    window.add(new Message.Assistant("I see. " + "word ".repeat(900), List.of()));
    window.add(new Message.User("now?"));
    assertThat(((Message.ToolAnswer) window.messages().get(2)).text())
        .matches(
            "(?s)<untrusted source=\"read_files\">\nfirst line\n(a line of the file\n)+</untrusted>\n"
                + "\\[Folded to make room: 4,761 characters in all\\. read_result .*]");
  }

  @Test
  void manyFoldedResultsOfOneExchangeAreFoldedToALine() {
    int limit = 2 * LIMIT;
    Window window = new Window(limit, COUNT, Earlier.NOTHING);
    window.add(new Message.User("all of it?"));
    for (int i = 0; i < 30; i++) {
      exchange(i, 300).subList(1, 3).forEach(window::add);
      window.messages();
    }
    window.add(new Message.Assistant("Done.", List.of()));
    assertThat(tokens(window)).isLessThan(limit);
    assertThat(((Message.ToolAnswer) window.messages().get(2)).text()).startsWith("[Folded");
    assertThat(((Message.ToolAnswer) window.messages().get(60)).text()).startsWith("line29x");
  }

  @Test
  void thenOldExchangesBecomeASummary() {
    Window window = new Window(LIMIT, COUNT, Earlier.NOTHING);
    for (int i = 1; i <= 80; i++) {
      exchange(i, 50).forEach(window::add);
    }
    window.add(new Message.User("now?"));
    assertThat(tokens(window)).isLessThan(LIMIT);
    assertThat(window.messages().getFirst()).isInstanceOf(Message.User.class);
    assertThat(window.messages().getLast()).isEqualTo(new Message.User("now?"));
    assertThat(window.summary())
        .startsWith("Earlier in this conversation, shortened:\n")
        .contains("older questions")
        .containsPattern("- Asked: question \\d+\\?\n  Answered: answer \\d+\\.");
  }

  @Test
  void resultsThatComeAtOnceAndAreTooMuchAreShortenedAlike() {
    Window window = new Window(LIMIT, COUNT, Earlier.NOTHING);
    ToolCall first = new ToolCall("a", "read_files", "{}");
    ToolCall second = new ToolCall("b", "read_files", "{}");
    String text = words("word", 3_000);
    window.add(new Message.User("both?"));
    window.add(new Message.Assistant("", List.of(first, second)));
    window.add(new Message.ToolAnswer(first, ToolResult.Done.text(text), text));
    window.add(new Message.ToolAnswer(second, ToolResult.Done.text("short"), "short"));
    List<Message> messages = window.messages();
    assertThat(((Message.ToolAnswer) messages.get(2)).text())
        .startsWith("word word")
        .contains("more characters were cut off")
        .contains("\n</untrusted>\n[")
        .endsWith("read_result {\"call\":\"a\"} gives all.]");
    assertThat(((Message.ToolAnswer) messages.get(3)).text()).isEqualTo("short");
    assertThat(tokens(messages)).isLessThan(LIMIT);
  }

  @Test
  void everyCallKeepsItsAnswerAndTheSameMessagesGiveTheSameWindow() {
    for (long seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      List<Message> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        all.addAll(exchange(i, random.nextInt(1_500)));
      }
      Window live = new Window(LIMIT, COUNT, Earlier.NOTHING);
      for (int i = 0; i < all.size(); i++) {
        live.add(all.get(i));
        boolean asks = i + 1 < all.size() && all.get(i + 1) instanceof Message.Assistant;
        if (asks) {
          // As the loop does before each request; an added reply must not change what was sent.
          assertThat(answered(live.messages())).as("seed %d", seed).isTrue();
        }
      }
      Window again = new Window(LIMIT, COUNT, new Earlier("", all));
      assertThat(again.messages()).as("seed %d", seed).isEqualTo(live.messages());
      assertThat(again.summary()).as("seed %d", seed).isEqualTo(live.summary());
    }
  }

  private static boolean answered(List<Message> messages) {
    List<String> open = new ArrayList<>();
    for (Message message : messages) {
      switch (message) {
        case Message.Note _ -> {}
        case Message.Assistant(var text, List<ToolCall> calls) ->
            calls.forEach(call -> open.add(call.id()));
        case Message.ToolAnswer answer -> {
          if (!open.remove(answer.call().id())) {
            return false;
          }
        }
        case Message.User user -> {
          if (!open.isEmpty()) {
            return false;
          }
        }
      }
    }
    return open.isEmpty() && messages.getFirst() instanceof Message.User;
  }

  @Test
  void aSummaryGoesOnFromTheOneThatCameBefore() {
    Summary before = new Summary();
    before.add("first?", "yes");
    Window window = new Window(60, COUNT, new Earlier(before.text(), List.of()));
    exchange(1, 60).forEach(window::add);
    exchange(2, 60).forEach(window::add);
    window.add(new Message.User("now?"));
    window.messages();
    assertThat(window.summary())
        .containsSubsequence("first?", "question 1?")
        .containsOnlyOnce("Earlier in this conversation");
  }
}
