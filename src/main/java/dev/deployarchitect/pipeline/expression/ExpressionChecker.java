package dev.deployarchitect.pipeline.expression;

import static dev.deployarchitect.pipeline.expression.Type.Simple.ANY;
import static dev.deployarchitect.pipeline.expression.Type.Simple.BOOLEAN;
import static dev.deployarchitect.pipeline.expression.Type.Simple.NULL;
import static dev.deployarchitect.pipeline.expression.Type.Simple.NUMBER;
import static dev.deployarchitect.pipeline.expression.Type.Simple.STRING;

import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the type of an expression, and what in it can never work. */
public final class ExpressionChecker {
  private final Scope scope;
  private final List<Problem> faults = new ArrayList<>();
  private final List<Problem> unavailable = new ArrayList<>();

  private ExpressionChecker(Scope scope) {
    this.scope = scope;
  }

  /**
   * @param faults wrong wherever they stand
   * @param unavailable contexts and functions that this key does not know
   */
  public record Checked(Type type, List<Problem> faults, List<Problem> unavailable) {}

  public static Checked check(Expression expression, Scope scope) {
    ExpressionChecker checker = new ExpressionChecker(scope);
    Type type = checker.type(expression);
    return new Checked(type, List.copyOf(checker.faults), List.copyOf(checker.unavailable));
  }

  private Type fault(Span span, String message) {
    faults.add(new Problem(span, message));
    return ANY;
  }

  private Type type(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> literal.type();
      case Expression.Broken broken -> ANY;
      case Expression.Context context -> context(context);
      case Expression.Property p -> property(type(p.of()), p.name(), p.nameSpan());
      case Expression.Elements e -> elements(type(e.of()), e.span());
      case Expression.Index index -> index(index);
      case Expression.Not not -> {
        type(not.of());
        yield BOOLEAN;
      }
      case Expression.Compare compare -> compare(compare);
      case Expression.Logical logical -> {
        Type left = type(logical.left());
        Type right = type(logical.right());
        yield left.or(right);
      }
      case Expression.Call call -> new CallChecker(this::type, this::fault).type(allowed(call));
    };
  }

  private Type context(Expression.Context context) {
    String name = context.name().toLowerCase(Locale.ROOT);
    Type type = scope.types().get(name);
    if (type == null) {
      return fault(
          context.span(),
          "there is no context '%s'%s; text stands between single quotes"
              .formatted(context.name(), near(context.name(), scope.types().keySet())));
    }
    if (!scope.contexts().contains(name)) {
      String known =
          scope.contexts().isEmpty()
              ? "no context is"
              : String.join(", ", scope.contexts().stream().sorted().toList()) + " are";
      unavailable.add(
          new Problem(
              context.span(), "'%s' is not available here; %s".formatted(context.name(), known)));
      return ANY;
    }
    return type;
  }

  private Expression.Call allowed(Expression.Call call) {
    String name = call.name().toLowerCase(Locale.ROOT);
    if (Functions.SPECIAL.contains(name) && !scope.functions().contains(name)) {
      unavailable.add(
          new Problem(call.nameSpan(), "%s() is not available here".formatted(call.name())));
    }
    return call;
  }

  private Type property(Type of, String name, Span span) {
    return switch (of) {
      case Type.Properties properties -> {
        Optional<Type> type = properties.property(name);
        yield type.isPresent()
            ? type.get()
            : fault(
                span,
                "there is no '%s' here%s%s"
                    .formatted(name, near(name, properties.known().keySet()), known(properties)));
      }
      case Type.Array(Type element, boolean filtered) -> {
        if (!filtered) {
          yield fault(
              span, "'%s' is asked of a list; '.*' or an index comes first".formatted(name));
        }
        yield element instanceof Type.Properties
            ? new Type.Array(property(element, name, span), true)
            : new Type.Array(ANY, true);
      }
      case Type.Simple simple ->
          simple == ANY ? ANY : fault(span, "a %s has no '%s'".formatted(simple, name));
    };
  }

  private static String known(Type.Properties properties) {
    return properties.known().isEmpty() || properties.known().size() > 12
        ? ""
        : "; there are " + String.join(", ", properties.known().keySet());
  }

  private Type elements(Type of, Span span) {
    return switch (of) {
      case Type.Array(Type element, boolean filtered) -> new Type.Array(element, true);
      case Type.Properties properties ->
          new Type.Array(
              properties.known().values().stream()
                  .reduce(Type::or)
                  .or(properties::others)
                  .orElse(ANY),
              true);
      case Type.Simple simple ->
          simple == ANY
              ? new Type.Array(ANY, true)
              : fault(span, "'.*' is asked of a %s".formatted(simple));
    };
  }

  private Type index(Expression.Index index) {
    Type of = type(index.of());
    Type by = type(index.index());
    if (index.index() instanceof Expression.Literal(Span span, Type t, String name)
        && t.equals(STRING)
        && of instanceof Type.Properties) {
      return property(of, name, span);
    }
    boolean fits =
        by.isAny() || of.isAny() || by.equals(of instanceof Type.Array ? NUMBER : STRING);
    return switch (of) {
      case Type.Array(Type element, boolean f) ->
          fits ? element : fault(index.index().span(), "a list is asked by number, not by " + by);
      case Type.Properties properties ->
          fits
              ? properties.others().filter(o -> properties.known().isEmpty()).orElse(ANY)
              : fault(index.index().span(), "a property is asked by its name, not by " + by);
      case Type.Simple simple ->
          simple == ANY ? ANY : fault(index.span(), "a %s has no parts".formatted(simple));
    };
  }

  private Type compare(Expression.Compare compare) {
    Type left = type(compare.left());
    Type right = type(compare.right());
    boolean equality = compare.operator().endsWith("=") && !compare.operator().matches("[<>].*");
    boolean open = left.isAny() || right.isAny();
    boolean never =
        equality
            ? (left.isCollection() != right.isCollection()
                    && !left.equals(NULL)
                    && !right.equals(NULL))
                || (left instanceof Type.Array(Type a, boolean f)
                    && right instanceof Type.Array(Type b, boolean g)
                    && a.isCollection() != b.isCollection()
                    && !a.isAny()
                    && !b.isAny())
            : !isOrdered(left) || !isOrdered(right);
    if (!open && never) {
      fault(
          compare.span(),
          "%s and %s never compare with '%s'".formatted(left, right, compare.operator()));
    }
    return BOOLEAN;
  }

  /** GitHub makes 0 and 1 of truth values and nothing, which nobody means by an order. */
  private static boolean isOrdered(Type type) {
    return type.equals(NUMBER) || type.equals(STRING);
  }

  static String near(String name, Set<String> known) {
    return Nearest.to(name.toLowerCase(Locale.ROOT), known)
        .map("; did you mean '%s'?"::formatted)
        .orElse("");
  }
}
