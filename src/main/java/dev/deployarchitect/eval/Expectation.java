package dev.deployarchitect.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One thing expected of a run. */
sealed interface Expectation {

  /** Why the run is not as expected, or empty. */
  Optional<String> fault(Transcript run);

  /** The answer contains a text, or with {@code not} does not. */
  record Text(String text, boolean not) implements Expectation {
    @Override
    public Optional<String> fault(Transcript run) {
      boolean there = run.answer().contains(text);
      return there != not
          ? Optional.empty()
          : Optional.of("the answer %s '%s'".formatted(not ? "contains" : "lacks", text));
    }
  }

  /** These tools were called, in any order, others too. */
  record Tools(List<String> names) implements Expectation {
    @Override
    public Optional<String> fault(Transcript run) {
      List<String> missing = names.stream().filter(n -> !run.tools().contains(n)).toList();
      return missing.isEmpty()
          ? Optional.empty()
          : Optional.of("not called: " + String.join(", ", missing));
    }
  }

  /** A file was handed over, and none of its checks failed. */
  record File(String path) implements Expectation {
    @Override
    public Optional<String> fault(Transcript run) {
      for (JsonNode file : run.files()) {
        if (file.path("path").asText().equals(path)) {
          for (JsonNode evidence : file.path("evidence")) {
            if (evidence.path("verdict").asText().equals("failed")) {
              return Optional.of("%s: %s failed".formatted(path, evidence.path("check").asText()));
            }
          }
          return Optional.empty();
        }
      }
      return Optional.of("no file " + path);
    }
  }

  /** The answer has the six parts of the spec's deliverables. */
  record SixParts() implements Expectation {
    @Override
    public Optional<String> fault(Transcript run) {
      List<String> missing =
          Recommendation.HEADINGS.stream().filter(h -> !run.answer().contains(h)).toList();
      return missing.isEmpty()
          ? Optional.empty()
          : Optional.of("parts missing: " + String.join(", ", missing));
    }
  }

  /** Every cited path:line exists, and every number has a source. */
  record Grounded() implements Expectation {
    private static final Pattern CITATION =
        Pattern.compile("([\\w.@()\\[\\]-][\\w./@()\\[\\]-]*\\.\\w+|Dockerfile):(\\d+)");

    @Override
    public Optional<String> fault(Transcript run) {
      if (!run.unsourced().isEmpty()) {
        return Optional.of("numbers without a source: " + String.join(", ", run.unsourced()));
      }
      Matcher matcher = CITATION.matcher(run.answer());
      while (matcher.find()) {
        Optional<Source> source = run.workspace().source(matcher.group(1));
        int line = Integer.parseInt(matcher.group(2));
        boolean there = source.isPresent() && line >= 1 && line <= source.get().lineCount();
        if (!there && run.workspace().files().paths().contains(matcher.group(1))) {
          return Optional.of("no such place: " + matcher.group());
        }
        if (source.isEmpty()) {
          return Optional.of("no such file: " + matcher.group(1));
        }
      }
      return Optional.empty();
    }
  }

  /** At most so many tool calls. */
  record ToolBudget(int most) implements Expectation {
    @Override
    public Optional<String> fault(Transcript run) {
      return run.tools().size() <= most
          ? Optional.empty()
          : Optional.of("%d tool calls, at most %d".formatted(run.tools().size(), most));
    }
  }

  /** Reads the list under {@code expect}; an unknown kind is an error. */
  static List<Expectation> read(Optional<Node> node, String name) {
    List<Expectation> all = new ArrayList<>();
    for (Node item : node.map(Node::itemsOrSelf).orElse(List.of())) {
      for (Node.Entry entry : item.entries()) {
        String text = entry.value().scalarText().orElse("");
        all.add(
            switch (entry.key().text()) {
              case "text" -> new Text(text, false);
              case "not_text" -> new Text(text, true);
              case "tools" -> new Tools(EvalCase.texts(Optional.of(entry.value())));
              case "file" -> new File(text);
              case "six_parts" -> new SixParts();
              case "grounded" -> new Grounded();
              case "max_tool_calls" -> new ToolBudget(Integer.parseInt(text));
              default ->
                  throw new EvalException(
                      "%s: unknown expectation '%s'"
                          .formatted(entry.key().span().place(), entry.key().text()));
            });
      }
    }
    if (all.isEmpty()) {
      throw new EvalException(name + "/case.yml expects nothing");
    }
    return List.copyOf(all);
  }
}
