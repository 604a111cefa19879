package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The <code>${{ }}</code> expressions in a scalar, as far as places and contexts. */
final class Expressions {
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{(.*?)}}", Pattern.DOTALL);

  /**
   * Contexts whose text a stranger can choose (GitHub, "Security hardening: understanding the risk
   * of script injections").
   */
  private static final Pattern UNTRUSTED =
      Pattern.compile(
          String.join(
              "|",
              "github\\.event\\.(issue|pull_request|discussion)\\.(title|body)",
              "github\\.event\\.(comment|review|review_comment)\\.body",
              "github\\.event\\.pull_request\\.head\\.(ref|label|repo\\.default_branch)",
              "github\\.event\\.(head_commit|commits[^ ]*)\\.(message|author\\.(name|email))",
              "github\\.event\\.workflow_run\\.(head_branch|display_title"
                  + "|head_commit\\.message|pull_requests[^ ]*\\.head\\.ref)",
              "github\\.event\\.pages[^ ]*\\.page_name",
              "github\\.event\\.discussion\\.(title|body)",
              "github\\.head_ref"));

  private Expressions() {}

  record Expression(Span span, String text) {}

  static List<Expression> in(Node.Scalar scalar) {
    Span span = scalar.span();
    return EXPRESSION
        .matcher(span.text())
        .results()
        .map(m ->
            new Expression(
                span.source().span(span.start() + m.start(), span.start() + m.end()),
                m.group(1).strip()))
        .toList();
  }

  /** The untrusted contexts an expression reads, ignoring those only compared. */
  static Stream<String> untrusted(Expression expression) {
    String text = expression.text();
    boolean compared =
        text.matches("(?s).*(==|!=|contains\\(|startsWith\\().*")
            && !text.contains("||")
            && !text.contains("format(");
    Matcher matcher = UNTRUSTED.matcher(text);
    return compared ? Stream.empty() : matcher.results().map(m -> m.group());
  }
}
