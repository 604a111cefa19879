package dev.deployarchitect.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.ToolCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * What the results of a run say without a model's words: findings, files and calls. Made into an
 * answer where the model gives none. Serves one run.
 */
final class Known {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int FINDINGS = 30;
  private static final int CALLS = 12;
  private static final int ARGUMENTS = 120;

  private final SequencedSet<String> findings = new LinkedHashSet<>();
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();

  /** With the results of the steps that another server finished. */
  Known(Progress progress) {
    progress.sources().forEach(this::read);
    progress
        .messages()
        .forEach(m -> {
          if (m instanceof Message.ToolAnswer answer) {
            called(answer.call(), answer.result().status());
          }
        });
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** A call and its result as clients read it. */
  void add(ToolCall call, JsonNode result) {
    called(call, result.path("status").asText());
    results(result);
  }

  private void called(ToolCall call, String status) {
    String arguments = call.arguments().strip();
    calls.add(
        "`%s %s`: %s"
            .formatted(
                call.tool(),
                arguments.length() <= ARGUMENTS
                    ? arguments
                    : arguments.substring(0, ARGUMENTS) + "…",
                status.replace('_', ' ')));
  }

  private void read(String json) {
    try {
      results(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored result is no JSON", e);
    }
  }

  private void results(JsonNode result) {
    for (JsonNode finding : result.path("findings")) {
      findings.add(
          "**%s** `%s:%d` %s"
              .formatted(
                  finding.path("severity").asText(),
                  finding.path("path").asText(),
                  finding.path("line").asInt(),
                  finding.path("message").asText()));
    }
    for (JsonNode file : result.path("files")) {
      files.put(file.path("path").asText(), file.path("purpose").asText());
    }
  }

  /**
   * As an answer.
   *
   * @param sentence why the model gave none
   */
  String answer(Notes notes, String sentence) {
    return notes.known(
        sentence,
        lines(findings, FINDINGS),
        lines(
            files.entrySet().stream()
                .map(f -> "`%s`: %s".formatted(f.getKey(), f.getValue()))
                .toList(),
            Integer.MAX_VALUE),
        calls.isEmpty() ? "- nothing yet" : lines(calls.reversed(), CALLS));
  }

  private static String lines(Collection<String> all, int most) {
    String more = all.size() > most ? "- %d more".formatted(all.size() - most) : "";
    return Stream.concat(all.stream().limit(most).map(line -> "- " + line), Stream.of(more))
        .filter(line -> !line.isEmpty())
        .reduce((a, b) -> a + "\n" + b)
        .orElse("");
  }
}
