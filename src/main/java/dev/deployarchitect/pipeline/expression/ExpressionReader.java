package dev.deployarchitect.pipeline.expression;

import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Parses an expression. Operators bind as in docs.github.com, "Evaluate expressions": {@code !},
 * then order, then equality, then {@code &&}, then {@code ||}.
 */
public final class ExpressionReader {
  /** Deeper ones are not parsed: GitHub refuses expressions of more than 50 levels. */
  private static final int DEEPEST = 50;

  /** GitHub refuses longer ones ("Exceeded max expression length 21000"). */
  private static final int LONGEST = 21_000;

  /** A chain of more operators is no condition that anybody reads; each is a level of the tree. */
  private static final int MOST_OPERATORS = 1_000;

  private static final List<Set<String>> LEVELS =
      List.of(Set.of("||"), Set.of("&&"), Set.of("==", "!="), Set.of("<", "<=", ">", ">="));

  /** A tree and what is wrong with the text; with problems the tree is a part at most. */
  public record Read(Expression expression, List<Problem> problems) {}

  private final List<Token> tokens;
  private final List<Problem> problems;
  private int at;
  private int depth;
  private int operators;

  private ExpressionReader(List<Token> tokens, List<Problem> problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  /** Reads the text between the braces, or of a bare {@code if}. */
  public static Read read(MappedText text) {
    List<Problem> problems = new ArrayList<>();
    if (text.text().length() > LONGEST) {
      Span start = text.span(0, 1);
      String message = "the expression has more than %d characters".formatted(LONGEST);
      return new Read(new Expression.Broken(start), List.of(new Problem(start, message)));
    }
    List<Token> tokens = ExpressionLexer.lex(text, problems);
    ExpressionReader reader = new ExpressionReader(tokens, problems);
    Expression expression;
    if (tokens.size() == 1) {
      expression = reader.broken(problems.isEmpty() ? "the expression is empty" : "");
    } else {
      expression = reader.level(0);
      if (reader.next().kind() != Token.Kind.END) {
        reader.broken("'%s' was not expected here".formatted(reader.next().text()));
      }
    }
    return new Read(expression, List.copyOf(problems.stream().limit(1).toList()));
  }

  private Token next() {
    return tokens.get(at);
  }

  private Token take() {
    Token token = next();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  private Expression broken(String message) {
    if (!message.isEmpty()) {
      problems.add(new Problem(next().span(), message));
    }
    at = tokens.size() - 1;
    return new Expression.Broken(next().span());
  }

  private Expression level(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    Expression left = level(level + 1);
    while (next().kind() == Token.Kind.SYMBOL && LEVELS.get(level).contains(next().text())) {
      if (++operators > MOST_OPERATORS) {
        return broken("the expression has more than %d operators".formatted(MOST_OPERATORS));
      }
      String operator = take().text();
      Expression right = level(level + 1);
      Span span = left.span().to(right.span());
      left =
          level < 2
              ? new Expression.Logical(span, operator, left, right)
              : new Expression.Compare(span, operator, left, right);
    }
    return left;
  }

  private Expression unary() {
    if (++depth > DEEPEST) {
      return broken("the expression is nested more than %d deep".formatted(DEEPEST));
    }
    Token token = next();
    Expression result;
    if (token.is("!")) {
      take();
      Expression of = unary();
      result = new Expression.Not(token.span().to(of.span()), of);
    } else {
      result = postfix(primary());
    }
    depth--;
    return result;
  }

  private Expression primary() {
    Token token = next();
    return switch (token.kind()) {
      case STRING -> new Expression.Literal(take().span(), Type.Simple.STRING, token.text());
      case NUMBER -> new Expression.Literal(take().span(), Type.Simple.NUMBER, token.text());
      case NAME -> named();
      case SYMBOL -> {
        if (!token.is("(")) {
          yield broken("'%s' was not expected here".formatted(token.text()));
        }
        take();
        Expression inner = level(0);
        yield close(")") ? inner : broken("')' is missing");
      }
      case END -> broken("the expression ends too early");
    };
  }

  private Expression named() {
    Token token = take();
    String lower = token.text().toLowerCase(Locale.ROOT);
    if (next().is("(")) {
      return call(token);
    }
    return switch (lower) {
      case "true", "false" -> new Expression.Literal(token.span(), Type.Simple.BOOLEAN, lower);
      case "null" -> new Expression.Literal(token.span(), Type.Simple.NULL, lower);
      case "nan", "infinity" -> new Expression.Literal(token.span(), Type.Simple.NUMBER, lower);
      default -> new Expression.Context(token.span(), token.text());
    };
  }

  private Expression call(Token name) {
    take();
    List<Expression> arguments = new ArrayList<>();
    while (!next().is(")")) {
      arguments.add(level(0));
      if (!next().is(",")) {
        break;
      }
      take();
    }
    Span end = next().span();
    return close(")")
        ? new Expression.Call(name.span().to(end), name.text(), name.span(), List.copyOf(arguments))
        : broken("the arguments of %s have no end".formatted(name.text()));
  }

  private boolean close(String symbol) {
    boolean closes = next().is(symbol);
    if (closes) {
      take();
    }
    return closes;
  }

  private Expression postfix(Expression start) {
    Expression left = start;
    while (true) {
      if (next().is(".")) {
        take();
        Token name = next();
        Span span = left.span().to(name.span());
        if (name.is("*")) {
          take();
          left = new Expression.Elements(span, left);
        } else if (name.kind() == Token.Kind.NAME) {
          take();
          left = new Expression.Property(span, left, name.text(), name.span());
        } else {
          return broken("a property's name is missing behind the dot");
        }
      } else if (next().is("[")) {
        take();
        left = index(left);
      } else {
        return left;
      }
    }
  }

  private Expression index(Expression of) {
    if (next().is("*")) {
      take();
      Span end = next().span();
      return close("]") ? new Expression.Elements(of.span().to(end), of) : broken("']' is missing");
    }
    Expression index = level(0);
    Span end = next().span();
    return close("]")
        ? new Expression.Index(of.span().to(end), of, index)
        : broken("']' is missing");
  }
}
