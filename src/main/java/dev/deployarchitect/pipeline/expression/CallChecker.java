package dev.deployarchitect.pipeline.expression;

import static dev.deployarchitect.pipeline.expression.Type.Simple.ANY;
import static dev.deployarchitect.pipeline.expression.Type.Simple.STRING;

import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The type of a call, and what its function will not take.
 *
 * @param types finds the type of an argument
 */
record CallChecker(Function<Expression, Type> types, Fault fault) {

  /** Takes a fault. */
  interface Fault {
    void at(Span span, String message);
  }

  Type type(Expression.Call call) {
    List<Type> arguments = call.arguments().stream().map(types).toList();
    List<Functions.Signature> ways = Functions.named(call.name());
    if (ways.isEmpty()) {
      fault.at(
          call.nameSpan(),
          "there is no function '%s'%s"
              .formatted(
                  call.name(),
                  Nearest.to(call.name(), Functions.names())
                      .map("; did you mean '%s'?"::formatted)
                      .orElse("; there are " + String.join(", ", Functions.names()))));
      return ANY;
    }
    List<String> refusals = new ArrayList<>();
    Span place = call.nameSpan();
    for (Functions.Signature way : ways) {
      Optional<Integer> misfit = misfit(way, arguments);
      if (misfit.isEmpty()) {
        return result(call, way);
      }
      int index = misfit.get();
      place = index < 0 ? call.nameSpan() : call.arguments().get(index).span();
      refusals.add(
          index < 0
              ? "%s does not take %d arguments".formatted(way, arguments.size())
              : "%s does not take %s as argument %d"
                  .formatted(way, arguments.get(index), index + 1));
    }
    fault.at(place, refusals.getLast());
    return ways.getFirst().result();
  }

  /** The argument that does not fit, -1 for their number, empty where all fit. */
  private static Optional<Integer> misfit(Functions.Signature way, List<Type> arguments) {
    boolean pairs = !way.name().equals("case") || arguments.size() % 2 == 1;
    if (!way.takes(arguments.size()) || !pairs) {
      return Optional.of(-1);
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (!Functions.accepts(way.parameter(i), arguments.get(i))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private Type result(Expression.Call call, Functions.Signature way) {
    Optional<Expression.Literal> text =
        call.arguments().stream()
            .findFirst()
            .filter(Expression.Literal.class::isInstance)
            .map(Expression.Literal.class::cast)
            .filter(l -> l.type().equals(STRING));
    return switch (call.name().toLowerCase(Locale.ROOT)) {
      case "format" -> {
        text.flatMap(l -> FormatString.fault(l.text(), call.arguments().size() - 1))
            .ifPresent(why -> fault.at(text.get().span(), why));
        yield STRING;
      }
      case "fromjson" -> text.map(this::json).orElse(ANY);
      default -> way.result();
    };
  }

  private Type json(Expression.Literal literal) {
    return switch (JsonType.of(literal.text())) {
      case JsonType.Result.Known(Type type) -> type;
      case JsonType.Result.Broken(String why) -> {
        fault.at(literal.span(), "fromJSON cannot read this text: " + why);
        yield ANY;
      }
    };
  }
}
