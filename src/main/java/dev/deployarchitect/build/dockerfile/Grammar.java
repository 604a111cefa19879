package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What BuildKit refuses of an instruction that it can read. */
final class Grammar {
  private static final Pattern STAGE_NAME = Pattern.compile("[a-z][a-z0-9-_.]*");
  private static final Pattern BRACKETED = Pattern.compile("(?s)\\s*\\[.*]\\s*");

  private Grammar() {}

  static void check(Instruction i, List<Problem> problems) {
    List<Word> words = i.words();
    if (words.isEmpty() && i.heredocs().isEmpty()) {
      if (!(i.is("CMD", "ENTRYPOINT") && i.json())) {
        problems.add(new Problem(i.keywordSpan(), needs(i.keyword())));
      }
      return;
    }
    switch (i.keyword()) {
      case "FROM" -> from(i, problems);
      case "ENV", "LABEL" -> pairs(i, problems);
      case "ARG" -> args(i, problems);
      case "COPY", "ADD" -> {
        if (words.size() < 2) {
          say(i.arguments(), "%s needs a source and a target".formatted(i.keyword()), problems);
        }
      }
      case "SHELL" -> {
        if (!i.json()) {
          say(i.arguments(), "SHELL is a JSON array, such as [\"/bin/bash\", \"-c\"]", problems);
        }
      }
      case "HEALTHCHECK" -> healthcheck(i, problems);
      default -> {}
    }
    if (!i.json()
        && i.is("CMD", "ENTRYPOINT", "RUN", "VOLUME")
        && BRACKETED.matcher(i.body().text()).matches()
        && JsonText.isArray(i.body().text())) {
      say(i.arguments(), "a JSON array of " + i.keyword() + " holds strings only", problems);
    }
  }

  private static String needs(String keyword) {
    return switch (keyword) {
      case "FROM" -> "FROM needs an image or a stage";
      case "COPY", "ADD" -> keyword + " needs a source and a target";
      case "ENV", "LABEL" -> keyword + " needs name=value";
      case "ARG" -> "ARG needs a name";
      default -> keyword + " needs an argument";
    };
  }

  private static void from(Instruction i, List<Problem> problems) {
    List<Word> words = i.words();
    if (words.size() == 1) {
      return;
    }
    boolean named = words.size() == 3 && words.get(1).text().equalsIgnoreCase("as");
    if (!named) {
      say(words.get(1).span(), "FROM takes an image and, behind AS, a name", problems);
    } else if (!STAGE_NAME
        .matcher(words.get(2).text().toLowerCase(java.util.Locale.ROOT))
        .matches()) {
      say(
          words.get(2).span(),
          "a stage's name starts with a letter and holds letters, digits, '-', '_' and '.'",
          problems);
    }
  }

  private static void pairs(Instruction i, List<Problem> problems) {
    for (KeyValue pair : KeyValue.of(i)) {
      if (pair.legacy() && !pair.hasValue()) {
        say(pair.span(), "%s needs name=value".formatted(i.keyword()), problems);
      } else if (!pair.hasValue()) {
        say(pair.span(), "'%s' has no '='; write name=value".formatted(cut(pair)), problems);
      } else if (pair.name().isEmpty()) {
        say(pair.span(), "a name is missing before '='", problems);
      }
    }
  }

  private static String cut(KeyValue pair) {
    return pair.name().length() <= 40 ? pair.name() : pair.name().substring(0, 40) + "…";
  }

  private static void args(Instruction i, List<Problem> problems) {
    for (KeyValue pair : KeyValue.of(i)) {
      if (pair.name().isEmpty()) {
        say(pair.span(), "a name is missing before '='", problems);
      }
    }
  }

  private static void healthcheck(Instruction i, List<Problem> problems) {
    String type = i.words().getFirst().text();
    if (!Set.of("NONE", "CMD").contains(type.toUpperCase(java.util.Locale.ROOT))) {
      say(i.words().getFirst().span(), "HEALTHCHECK is NONE or CMD and a command", problems);
    } else if (type.equalsIgnoreCase("NONE") && i.words().size() > 1) {
      say(i.words().get(1).span(), "HEALTHCHECK NONE takes no argument", problems);
    } else if (type.equalsIgnoreCase("CMD") && i.words().size() == 1) {
      say(i.words().getFirst().span(), "HEALTHCHECK CMD needs a command", problems);
    }
  }

  private static void say(Span span, String message, List<Problem> problems) {
    problems.add(new Problem(span, message));
  }
}
