package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.syntax.hcl.HclExpression.Control;
import dev.deployarchitect.syntax.hcl.HclExpression.Inserted;
import dev.deployarchitect.syntax.hcl.HclExpression.Part;
import dev.deployarchitect.syntax.hcl.HclExpression.Template;
import dev.deployarchitect.syntax.hcl.HclExpression.Text;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the inside of a quoted string or a heredoc into text, insertions and directives. */
final class HclTemplateReader {
  private final Source source;
  private final String text;
  private final int limit;
  private final boolean quoted;
  private final List<Problem> problems;
  private final int depth;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder pending = new StringBuilder();
  private int pendingStart;

  private HclTemplateReader(
      Source source, int limit, boolean quoted, List<Problem> problems, int depth) {
    this.source = source;
    this.text = source.text();
    this.limit = limit;
    this.quoted = quoted;
    this.problems = problems;
    this.depth = depth;
  }

  static Template read(HclToken token, List<Problem> problems, int depth) {
    Span span = token.span();
    String text = token.text();
    boolean quoted = token.kind() == HclToken.Kind.STRING;
    int from = span.start() + (quoted ? 1 : text.indexOf('\n') + 1);
    int to = quoted ? span.end() - 1 : span.start() + text.lastIndexOf('\n') + 1;
    if (to < from) {
      return new Template(span, List.of());
    }
    var reader = new HclTemplateReader(span.source(), to, quoted, problems, depth);
    reader.run(from);
    return new Template(span, List.copyOf(reader.parts));
  }

  private void run(int from) {
    int at = from;
    pendingStart = from;
    while (at < limit) {
      char c = text.charAt(at);
      if (quoted && c == '\\' && at + 1 < limit) {
        at = escape(at);
      } else if (HclScan.escapes(text, at, limit)) {
        pending.append(c).append('{');
        at += 3;
      } else if (HclScan.opens(text, at, limit)) {
        int end = HclScan.afterInterpolation(text, at, limit).orElse(-1);
        if (end < 0) {
          problems.add(
              new Problem(
                  source.span(at, at + 2), "'" + c + "{' is never closed: add the missing '}'"));
          return;
        }
        flush(at);
        insertion(at, end);
        at = end;
        pendingStart = end;
      } else {
        pending.append(c);
        at++;
      }
    }
    flush(limit);
  }

  private int escape(int at) {
    char c = text.charAt(at + 1);
    int digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits > 0 && at + 2 + digits <= limit) {
      String code = text.substring(at + 2, at + 2 + digits);
      if (code.matches("[0-9A-Fa-f]+") && Long.parseLong(code, 16) <= Character.MAX_CODE_POINT) {
        pending.appendCodePoint(Integer.parseInt(code, 16));
        return at + 2 + digits;
      }
    }
    Optional<String> known = HclScan.escaped(text, at + 1);
    if (known.isEmpty()) {
      problems.add(
          new Problem(
              source.span(at, at + 2),
              "HCL knows no escape '\\%s': write '\\\\' for a backslash".formatted(c)));
    }
    pending.append(known.orElse(String.valueOf(c)));
    return at + 2;
  }

  private void flush(int end) {
    if (!pending.isEmpty()) {
      parts.add(new Text(source.span(pendingStart, end), pending.toString()));
      pending.setLength(0);
    }
  }

  private void insertion(int start, int end) {
    int from = start + 2 + (text.charAt(start + 2) == '~' ? 1 : 0);
    int to = Math.max(from, end - 1 - (text.charAt(end - 2) == '~' ? 1 : 0));
    Span span = source.span(start, end);
    HclLexer.Tokens lexed = HclLexer.lex(source, from, to);
    problems.addAll(lexed.problems());
    List<HclToken> tokens =
        lexed.tokens().stream()
            .filter(t -> t.kind() != HclToken.Kind.COMMENT && t.kind() != HclToken.Kind.NEWLINE)
            .toList();
    if (text.charAt(start) == '$') {
      parts.add(new Inserted(span, HclExpressionReader.read(tokens, span, problems, depth + 1)));
      return;
    }
    parts.add(control(span, tokens));
  }

  private Control control(Span span, List<HclToken> tokens) {
    String keyword = tokens.isEmpty() ? "" : tokens.getFirst().text();
    return switch (keyword) {
      case "else", "endif", "endfor" -> new Control(span, keyword, List.of(), Optional.empty());
      case "if" -> new Control(span, keyword, List.of(), Optional.of(after(1, tokens, span)));
      case "for" -> {
        int in = 1;
        List<String> names = new ArrayList<>();
        while (in < tokens.size() && !tokens.get(in).is("in")) {
          if (tokens.get(in).kind() == HclToken.Kind.NAME) {
            names.add(tokens.get(in).text());
          }
          in++;
        }
        HclExpression collection = after(Math.min(in + 1, tokens.size()), tokens, span);
        yield new Control(span, keyword, List.copyOf(names), Optional.of(collection));
      }
      default -> {
        problems.add(
            new Problem(
                span, "a template knows if, else, endif, for and endfor, not '" + keyword + "'"));
        yield new Control(span, keyword, List.of(), Optional.empty());
      }
    };
  }

  private HclExpression after(int from, List<HclToken> tokens, Span span) {
    return HclExpressionReader.read(tokens.subList(from, tokens.size()), span, problems, depth + 1);
  }
}
