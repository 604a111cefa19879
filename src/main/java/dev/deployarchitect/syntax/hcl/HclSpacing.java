package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.OptionalInt;

/** Where a space stands between two tokens of a line, as terraform fmt puts it. */
final class HclSpacing {
  private HclSpacing() {}

  /** The tokens of one line with their spaces; what is inserted into strings is spaced too. */
  static String join(List<HclToken> tokens) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      HclToken token = tokens.get(i);
      if (i > 0 && spaced(tokens.get(i - 1), i > 1 ? tokens.get(i - 2) : null, token)) {
        out.append(' ');
      }
      out.append(text(token));
    }
    return out.toString();
  }

  /** Brackets this token opens, less those it closes. */
  static int bracket(HclToken token) {
    if (token.kind() != HclToken.Kind.SYMBOL) {
      return 0;
    }
    return switch (token.text()) {
      case "{", "[", "(" -> 1;
      case "}", "]", ")" -> -1;
      default -> 0;
    };
  }

  private static boolean spaced(HclToken subject, HclToken before, HclToken after) {
    if (subject.kind() == HclToken.Kind.NAME && after.is("(")) {
      return false;
    }
    if (subject.is(".") || after.is(".") || after.is(",") || after.is("...")) {
      return false;
    }
    if (subject.is("::") || after.is("::")) {
      return false;
    }
    if (subject.is(",")) {
      return true;
    }
    if (subject.is("in") && before != null && before.kind() == HclToken.Kind.NAME) {
      return true;
    }
    boolean indexed =
        subject.kind() == HclToken.Kind.NAME
            || subject.kind() == HclToken.Kind.NUMBER
            || bracket(subject) < 0;
    if (after.is("[") && indexed) {
      return false;
    }
    if (subject.is("!")) {
      return false;
    }
    if (subject.is("-")) {
      // After an operator or an opening bracket it negates; after a value it subtracts.
      return before != null && (before.kind() != HclToken.Kind.SYMBOL || bracket(before) < 0);
    }
    if (subject.is("{") || after.is("}")) {
      return !(subject.is("{") && after.is("}"));
    }
    return bracket(subject) <= 0 && bracket(after) >= 0;
  }

  private static String text(HclToken token) {
    return switch (token.kind()) {
      case STRING, HEREDOC -> template(token.text());
      default -> token.text();
    };
  }

  private static String template(String text) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.charAt(0) == '"' && c == '\\' && at + 1 < text.length()) {
        out.append(text, at, at + 2);
        at += 2;
      } else if (HclScan.escapes(text, at, text.length())) {
        out.append(text, at, at + 3);
        at += 3;
      } else if (HclScan.opens(text, at, text.length())) {
        OptionalInt end = HclScan.afterInterpolation(text, at, text.length());
        if (end.isEmpty()) {
          return out.append(text, at, text.length()).toString();
        }
        out.append(insertion(text.substring(at, end.getAsInt())));
        at = end.getAsInt();
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private static String insertion(String text) {
    if (text.indexOf('\n') >= 0 || text.contains("/*")) {
      return text;
    }
    boolean left = text.charAt(2) == '~';
    boolean right = text.length() > 4 && text.charAt(text.length() - 2) == '~';
    String inner = text.substring(left ? 3 : 2, text.length() - (right ? 2 : 1));
    HclLexer.Tokens lexed = HclLexer.lex(new Source("", inner));
    if (!lexed.problems().isEmpty() || lexed.tokens().isEmpty()) {
      return text;
    }
    String joined = join(lexed.tokens());
    boolean braces = joined.startsWith("{") || joined.endsWith("}");
    String pad = braces ? " " : "";
    return text.substring(0, left ? 3 : 2)
        + (joined.startsWith("{") ? pad : "")
        + joined
        + (joined.endsWith("}") ? pad : "")
        + (right ? "~}" : "}");
  }
}
