package dev.deployarchitect.infrastructure.cloudformation;

import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A file of {@code Parameter=value} lines, held against the templates it is for. */
final class ParameterValues {
  private ParameterValues() {}

  /** Lines that no template takes, and values that one refuses. */
  static List<Problem> check(Source values, List<CloudFormationTemplate> templates) {
    List<Problem> problems = new ArrayList<>();
    for (int number = 1; number <= values.lineCount(); number++) {
      Span line = values.lineSpan(number);
      String text = line.text().strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      int equals = text.indexOf('=');
      if (equals < 1) {
        problems.add(new Problem(line, "expected Parameter=value"));
        continue;
      }
      String name = text.substring(0, equals);
      List<Node> parameters =
          templates.stream().flatMap(t -> t.root().at("Parameters", name).stream()).toList();
      if (parameters.isEmpty()) {
        problems.add(new Problem(line, "no template takes the parameter '%s'".formatted(name)));
      }
      String value = text.substring(equals + 1);
      parameters.stream()
          .flatMap(p -> refused(p, value).stream())
          .distinct()
          .forEach(why -> problems.add(new Problem(line, name + " " + why)));
    }
    return problems;
  }

  private static Optional<String> refused(Node parameter, String value) {
    List<String> allowed =
        parameter.at("AllowedValues").map(Node::itemsOrSelf).orElse(List.of()).stream()
            .flatMap(n -> n.scalarText().stream())
            .toList();
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      return Optional.of("must be one of " + String.join(", ", allowed));
    }
    Optional<String> pattern = parameter.textAt("AllowedPattern");
    if (pattern.isPresent() && !matches(pattern.get(), value)) {
      return Optional.of("must match " + pattern.get());
    }
    return parameter.textAt("Type").filter("Number"::equals).flatMap(_ -> number(parameter, value));
  }

  private static boolean matches(String pattern, String value) {
    try {
      return Pattern.compile(pattern).matcher(value).matches();
    } catch (PatternSyntaxException | StackOverflowError e) {
      // CloudFormation says what is wrong with the pattern itself.
      return true;
    }
  }

  private static Optional<String> number(Node parameter, String value) {
    try {
      double given = Double.parseDouble(value);
      if (given < bound(parameter, "MinValue", Double.NEGATIVE_INFINITY)
          || given > bound(parameter, "MaxValue", Double.POSITIVE_INFINITY)) {
        return Optional.of(
            "must lie from %s to %s"
                .formatted(
                    parameter.textAt("MinValue").orElse("any number"),
                    parameter.textAt("MaxValue").orElse("any number")));
      }
      return Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.of("must be a number");
    }
  }

  private static double bound(Node parameter, String name, double otherwise) {
    return parameter
        .textAt(name)
        .filter(t -> t.matches("-?[0-9]+(\\.[0-9]+)?"))
        .map(Double::parseDouble)
        .orElse(otherwise);
  }
}
