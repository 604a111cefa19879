package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.syntax.hcl.HclExpression.Call;
import dev.deployarchitect.syntax.hcl.HclExpression.For;
import dev.deployarchitect.syntax.hcl.HclExpression.Group;
import dev.deployarchitect.syntax.hcl.HclExpression.Index;
import dev.deployarchitect.syntax.hcl.HclExpression.Item;
import dev.deployarchitect.syntax.hcl.HclExpression.Literal;
import dev.deployarchitect.syntax.hcl.HclExpression.Mapping;
import dev.deployarchitect.syntax.hcl.HclExpression.Member;
import dev.deployarchitect.syntax.hcl.HclExpression.Name;
import dev.deployarchitect.syntax.hcl.HclExpression.Operation;
import dev.deployarchitect.syntax.hcl.HclExpression.Splat;
import dev.deployarchitect.syntax.hcl.HclExpression.Tuple;
import dev.deployarchitect.syntax.hcl.HclExpression.Unreadable;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the tokens of one expression, which hold no comments. The first thing not understood
 * becomes a problem and the whole expression {@link Unreadable}; nothing is thrown to callers.
 */
final class HclExpressionReader {
  private static final int MAX_DEPTH = 100;

  /** Weakest first, as in hclsyntax's operation table. */
  private static final List<List<String>> BINARY =
      List.of(
          List.of("||"),
          List.of("&&"),
          List.of("==", "!="),
          List.of(">", ">=", "<", "<="),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  private final List<HclToken> tokens;
  private final Span whole;
  private final List<Problem> problems;
  private final int nesting;
  private int at;
  private int depth;

  /** Whether line breaks mean nothing here: so in parentheses and square brackets. */
  private boolean flowing;

  /** Ends the reading of one expression; never leaves {@link #read}. */
  private static final class Unexpected extends RuntimeException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Unexpected(Problem problem) {
      super(problem.message(), null, false, false);
      this.problem = problem;
    }
  }

  private HclExpressionReader(
      List<HclToken> tokens, Span whole, List<Problem> problems, int nesting) {
    this.tokens = tokens;
    this.whole = whole;
    this.problems = problems;
    this.nesting = nesting;
  }

  /** The expression in these tokens; {@code whole} is where to point when there are none. */
  static HclExpression read(
      List<HclToken> tokens, Span whole, List<Problem> problems, int nesting) {
    var reader = new HclExpressionReader(tokens, whole, problems, nesting);
    try {
      if (nesting > MAX_DEPTH) {
        throw new Unexpected(new Problem(whole, "templates nest deeper than this reader follows"));
      }
      HclExpression expression = reader.expression();
      if (reader.peek() != null) {
        throw reader.expected("the end of the expression, or an operator");
      }
      return expression;
    } catch (Unexpected e) {
      problems.add(e.problem);
      return new Unreadable(whole);
    }
  }

  private HclExpression expression() {
    if (++depth > MAX_DEPTH) {
      throw new Unexpected(new Problem(here(), "brackets nest deeper than this reader follows"));
    }
    HclExpression condition = binary(0);
    if (accept("?")) {
      HclExpression yes = expression();
      expect(":");
      HclExpression no = expression();
      condition = new Operation(condition.span().to(no.span()), "?:", List.of(condition, yes, no));
    }
    depth--;
    return condition;
  }

  private HclExpression binary(int level) {
    if (level == BINARY.size()) {
      return unary();
    }
    HclExpression left = binary(level + 1);
    while (peek() != null && BINARY.get(level).contains(peek().text()) && symbol(peek())) {
      String operator = next().text();
      HclExpression right = binary(level + 1);
      left = new Operation(left.span().to(right.span()), operator, List.of(left, right));
    }
    return left;
  }

  private HclExpression unary() {
    HclToken token = peek();
    if (token != null && (token.is("-") || token.is("!"))) {
      Span start = next().span();
      if (++depth > MAX_DEPTH) {
        throw new Unexpected(new Problem(start, "operators nest deeper than this reader follows"));
      }
      HclExpression operand = unary();
      depth--;
      return new Operation(start.to(operand.span()), token.text(), List.of(operand));
    }
    return steps(term());
  }

  private HclExpression steps(HclExpression start) {
    HclExpression e = start;
    while (true) {
      if (accept(".")) {
        HclToken token = next("a name after '.'");
        Span span = e.span().to(token.span());
        e =
            token.is("*")
                ? new Splat(span, e)
                : token.kind() == HclToken.Kind.NUMBER
                    ? new Index(span, e, new Literal(token.span(), token.text()))
                    : new Member(span, e, named(token));
      } else if (peek() != null && peek().is("[") && adjacent()) {
        at++;
        boolean before = flow(true);
        HclExpression key =
            peek() != null && peek().is("*") && is(1, "]") ? starred() : expression();
        Span end = expect("]").span();
        flowing = before;
        Span span = e.span().to(end);
        e = key instanceof Splat ? new Splat(span, e) : new Index(span, e, key);
      } else {
        return e;
      }
    }
  }

  private HclExpression starred() {
    Span span = next().span();
    return new Splat(span, new Name(span, "*"));
  }

  private HclExpression term() {
    HclToken token = next("a value");
    return switch (token.kind()) {
      case STRING, HEREDOC -> HclTemplateReader.read(token, problems, nesting);
      case NUMBER -> new Literal(token.span(), token.text());
      case NAME -> name(token);
      case SYMBOL ->
          switch (token.text()) {
            case "(" -> group(token);
            case "[" -> bracket(token);
            case "{" -> brace(token);
            default -> throw unexpected(token, "a value");
          };
      default -> throw unexpected(token, "a value");
    };
  }

  private HclExpression name(HclToken token) {
    StringBuilder function = new StringBuilder(token.text());
    while (peek() != null && peek().is("::")) {
      at++;
      function.append("::").append(named(next("a function's name after '::'")));
    }
    if (peek() != null && peek().is("(") && adjacent()) {
      return call(token, function.toString());
    }
    return switch (token.text()) {
      case "true", "false", "null" -> new Literal(token.span(), token.text());
      default -> new Name(token.span(), token.text());
    };
  }

  private HclExpression call(HclToken name, String function) {
    at++;
    boolean before = flow(true);
    List<HclExpression> arguments = new ArrayList<>();
    boolean expanded = false;
    while (peek() != null && !peek().is(")")) {
      arguments.add(expression());
      expanded = accept("...");
      if (!accept(",")) {
        break;
      }
    }
    Span end = expect(")").span();
    flowing = before;
    return new Call(name.span().to(end), function, List.copyOf(arguments), expanded);
  }

  private HclExpression group(HclToken open) {
    boolean before = flow(true);
    HclExpression inner = expression();
    Span end = expect(")").span();
    flowing = before;
    return new Group(open.span().to(end), inner);
  }

  private HclExpression bracket(HclToken open) {
    boolean before = flow(true);
    if (peek() != null && peek().is("for")) {
      HclExpression loop = loop(open, "]");
      flowing = before;
      return loop;
    }
    List<HclExpression> items = new ArrayList<>();
    while (peek() != null && !peek().is("]")) {
      items.add(expression());
      if (!accept(",")) {
        break;
      }
    }
    Span end = expect("]").span();
    flowing = before;
    return new Tuple(open.span().to(end), List.copyOf(items));
  }

  private HclExpression brace(HclToken open) {
    boolean before = flow(true);
    if (peek() != null && peek().is("for") && !is(1, "=") && !is(1, ":")) {
      HclExpression loop = loop(open, "}");
      flowing = before;
      return loop;
    }
    List<Item> items = new ArrayList<>();
    while (peek() != null && !peek().is("}")) {
      flow(false);
      HclExpression key = expression();
      if (!accept("=") && !accept(":")) {
        throw expected("'=' after a key");
      }
      HclExpression value = expression();
      items.add(new Item(key, value));
      boolean comma = accept(",");
      boolean line = at < tokens.size() && tokens.get(at).kind() == HclToken.Kind.NEWLINE;
      flow(true);
      if (!comma && !line && peek() != null && !peek().is("}")) {
        throw expected("',' or a new line between two pairs");
      }
    }
    Span end = expect("}").span();
    flowing = before;
    return new Mapping(open.span().to(end), List.copyOf(items));
  }

  private HclExpression loop(HclToken open, String close) {
    at++;
    List<String> names = new ArrayList<>(List.of(named(next("a name after 'for'"))));
    if (accept(",")) {
      names.add(named(next("a second name")));
    }
    expect("in");
    HclExpression collection = expression();
    expect(":");
    HclExpression value = expression();
    Optional<HclExpression> key = Optional.empty();
    if (close.equals("}")) {
      expect("=>");
      key = Optional.of(value);
      value = expression();
    }
    boolean grouped = accept("...");
    Optional<HclExpression> condition = accept("if") ? Optional.of(expression()) : Optional.empty();
    Span end = expect(close).span();
    return new For(
        open.span().to(end), List.copyOf(names), collection, key, value, grouped, condition);
  }

  private String named(HclToken token) {
    if (token.kind() != HclToken.Kind.NAME) {
      throw unexpected(token, "a name");
    }
    return token.text();
  }

  private static boolean symbol(HclToken token) {
    return token.kind() == HclToken.Kind.SYMBOL;
  }

  private boolean flow(boolean on) {
    boolean before = flowing;
    flowing = on;
    return before;
  }

  private HclToken peek() {
    while (flowing && at < tokens.size() && tokens.get(at).kind() == HclToken.Kind.NEWLINE) {
      at++;
    }
    return at < tokens.size() ? tokens.get(at) : null;
  }

  private boolean is(int ahead, String symbol) {
    return at + ahead < tokens.size() && tokens.get(at + ahead).is(symbol);
  }

  /** No line break between the last token and the next one. */
  private boolean adjacent() {
    return at == 0 || tokens.get(at - 1).kind() != HclToken.Kind.NEWLINE;
  }

  private HclToken next() {
    HclToken token = peek();
    at++;
    return token;
  }

  private HclToken next(String what) {
    if (peek() == null) {
      throw expected(what);
    }
    return next();
  }

  private boolean accept(String symbol) {
    if (peek() != null && peek().is(symbol)) {
      at++;
      return true;
    }
    return false;
  }

  private HclToken expect(String symbol) {
    if (peek() == null || !peek().is(symbol)) {
      throw expected("'" + symbol + "'");
    }
    return next();
  }

  private Span here() {
    return peek() != null ? peek().span() : tokens.isEmpty() ? whole : tokens.getLast().span();
  }

  private Unexpected expected(String what) {
    return peek() == null
        ? new Unexpected(new Problem(here(), "expected " + what + ", found the end"))
        : unexpected(peek(), what);
  }

  private static Unexpected unexpected(HclToken token, String what) {
    String found = token.kind() == HclToken.Kind.NEWLINE ? "a new line" : "'" + token.text() + "'";
    return new Unexpected(new Problem(token.span(), "expected " + what + ", found " + found));
  }
}
