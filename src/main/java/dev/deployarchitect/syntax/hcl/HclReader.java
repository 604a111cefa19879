package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.syntax.hcl.HclBody.Attribute;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Reads HCL2 into blocks and attributes. Never throws; what it skips becomes a problem. */
public final class HclReader {
  private static final int MAX_DEPTH = 100;

  private final Source source;
  private final List<HclToken> tokens;
  private final List<Problem> problems;
  private int at;

  private HclReader(Source source, HclLexer.Tokens lexed) {
    this.source = source;
    this.tokens = lexed.tokens().stream().filter(t -> t.kind() != HclToken.Kind.COMMENT).toList();
    this.problems = new ArrayList<>(lexed.problems());
  }

  public static HclBody.File read(Source source) {
    HclReader reader = new HclReader(source, HclLexer.lex(source));
    HclBody body = reader.body(false, 0);
    return new HclBody.File(source, body, List.copyOf(reader.problems));
  }

  private HclBody body(boolean nested, int depth) {
    List<Attribute> attributes = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    while (at < tokens.size()) {
      Interruption.check();
      HclToken token = tokens.get(at);
      if (token.kind() == HclToken.Kind.NEWLINE) {
        at++;
      } else if (token.is("}") && nested) {
        break;
      } else if (token.kind() == HclToken.Kind.NAME && peek(1, "=")) {
        attributes.add(attribute());
      } else if (token.kind() == HclToken.Kind.NAME && depth < MAX_DEPTH) {
        block(blocks, depth);
      } else {
        problem(token, "expected an attribute or a block, found '" + token.text() + "'");
        skipLine();
      }
    }
    return new HclBody(List.copyOf(attributes), List.copyOf(blocks));
  }

  private Attribute attribute() {
    HclToken name = tokens.get(at);
    at += 2;
    HclExpression value = expression(name);
    return new Attribute(name.text(), name.span(), value);
  }

  /** Up to the line break outside brackets; then the expression within. */
  private HclExpression expression(HclToken after) {
    int from = at;
    int depth = 0;
    while (at < tokens.size()) {
      HclToken token = tokens.get(at);
      if (depth == 0 && (token.kind() == HclToken.Kind.NEWLINE || token.is("}"))) {
        break;
      }
      if (token.is("(") || token.is("[") || token.is("{")) {
        depth++;
      } else if (token.is(")") || token.is("]") || token.is("}")) {
        depth--;
      }
      at++;
    }
    List<HclToken> parts = tokens.subList(from, at);
    if (parts.isEmpty()) {
      problem(after, "'" + after.text() + "' has no value");
      int end = after.span().end();
      return new HclExpression.Unreadable(source.span(end, end));
    }
    Span span = parts.getFirst().span().to(parts.getLast().span());
    if (depth > 0) {
      problem(parts.getFirst(), "a bracket opened here is never closed");
      return new HclExpression.Unreadable(span);
    }
    return HclExpressionReader.read(parts, span, problems, 0);
  }

  private void block(List<Block> blocks, int depth) {
    HclToken type = tokens.get(at++);
    List<String> labels = new ArrayList<>();
    Span head = type.span();
    while (at < tokens.size() && isLabel(tokens.get(at))) {
      labels.add(tokens.get(at).unquoted());
      head = head.to(tokens.get(at).span());
      at++;
    }
    if (at >= tokens.size() || !tokens.get(at).is("{")) {
      problem(type, "expected '=' or '{' after '" + head.text() + "'");
      skipLine();
      return;
    }
    at++;
    HclBody body = body(true, depth + 1);
    if (at >= tokens.size()) {
      problem(type, "the block opened here is never closed");
      blocks.add(new Block(type.text(), List.copyOf(labels), head, head, body));
      return;
    }
    Span span = head.to(tokens.get(at).span());
    at++;
    blocks.add(new Block(type.text(), List.copyOf(labels), head, span, body));
  }

  private static boolean isLabel(HclToken token) {
    return token.kind() == HclToken.Kind.STRING || token.kind() == HclToken.Kind.NAME;
  }

  private boolean peek(int ahead, String symbol) {
    return at + ahead < tokens.size() && tokens.get(at + ahead).is(symbol);
  }

  private void skipLine() {
    while (at < tokens.size() && tokens.get(at).kind() != HclToken.Kind.NEWLINE) {
      at++;
    }
  }

  private void problem(HclToken token, String message) {
    problems.add(new Problem(token.span(), message));
  }
}
