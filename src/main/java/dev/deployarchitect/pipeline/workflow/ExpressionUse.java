package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.pipeline.expression.Expression;
import dev.deployarchitect.pipeline.expression.ExpressionChecker;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Span;
import java.util.List;

/**
 * One expression of a workflow.
 *
 * @param key it stands under, sequences and names left out: {@code jobs.*.steps.run}
 * @param span with its braces, where it has any
 * @param whole whether it is all of the value
 * @param condition whether the key is an {@code if}
 */
record ExpressionUse(
    String key,
    Span span,
    boolean whole,
    boolean condition,
    Expression tree,
    List<Problem> problems,
    ExpressionChecker.Checked checked) {}
