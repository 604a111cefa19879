package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An expression as its tokens, with the literal and the references that can be read off them. */
public record HclExpression(Span span, List<HclToken> tokens) {
  private static final Pattern INTERPOLATION = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern TRAVERSAL =
      Pattern.compile("(?<![\\w.\"-])([A-Za-z_][\\w-]*)((?:\\.[A-Za-z_][\\w-]*|\\[[^\\]]*])+)");

  /** A dotted name such as {@code aws_db_instance.main.arn}, index parts left out. */
  public record Reference(Span span, List<String> parts) {
    public String root() {
      return parts.getFirst();
    }
  }

  /** The value of a plain string, number or boolean. */
  public Optional<String> literal() {
    if (tokens.size() != 1) {
      return Optional.empty();
    }
    HclToken token = tokens.getFirst();
    return switch (token.kind()) {
      case STRING -> token.text().contains("${") ? Optional.empty() : Optional.of(token.unquoted());
      case NUMBER -> Optional.of(token.text());
      case NAME ->
          List.of("true", "false", "null").contains(token.text())
              ? Optional.of(token.text())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  public boolean is(String value) {
    return literal().filter(value::equals).isPresent();
  }

  /** The quoted strings anywhere in the expression. */
  public List<String> strings() {
    return tokens.stream()
        .filter(t -> t.kind() == HclToken.Kind.STRING)
        .map(HclToken::unquoted)
        .toList();
  }

  /** Every dotted name, inside templates too. */
  public List<Reference> references() {
    List<Reference> found = new ArrayList<>();
    StringBuilder code = new StringBuilder();
    int base = span.start();
    int end = base;
    for (HclToken token : tokens) {
      boolean template =
          token.kind() == HclToken.Kind.STRING || token.kind() == HclToken.Kind.HEREDOC;
      boolean comment = token.kind() == HclToken.Kind.COMMENT;
      code.append(" ".repeat(token.span().start() - end));
      code.append(template || comment ? " ".repeat(token.text().length()) : token.text());
      end = token.span().end();
      if (template) {
        Matcher inner = INTERPOLATION.matcher(token.text());
        while (inner.find()) {
          traversals(inner.group(1), token.span().start() + inner.start(1), found);
        }
      }
    }
    traversals(code.toString(), base, found);
    return found;
  }

  private void traversals(String code, int base, List<Reference> found) {
    Matcher matcher = TRAVERSAL.matcher(code);
    while (matcher.find()) {
      List<String> parts = new ArrayList<>(List.of(matcher.group(1)));
      for (String part : matcher.group(2).replaceAll("\\[[^\\]]*]", "").split("\\.")) {
        if (!part.isEmpty()) {
          parts.add(part);
        }
      }
      if (parts.size() > 1) {
        Span at = span.source().span(base + matcher.start(), base + matcher.end());
        found.add(new Reference(at, List.copyOf(parts)));
      }
    }
  }
}
