package dev.deployarchitect.finding;

import dev.deployarchitect.text.Span;
import java.util.List;

/**
 * A rule as a value: what it is called, how bad its findings are, and the check.
 *
 * @param id {@code area/name}; its page is {@code tools/<area>/<tool>/rules/<name>.md}
 * @param aliases the ids under which the peers know the same fault
 * @param strict whether only a strict reviewer would ask for it; such findings are shown on demand
 * @param <T> what it looks at: a parsed file, a workspace
 */
public record Rule<T>(
    String id,
    List<String> aliases,
    Severity severity,
    Confidence confidence,
    boolean strict,
    Check<T> check) {

  /** Looks at a subject and reports places. */
  @FunctionalInterface
  public interface Check<T> {
    void check(T subject, Reporter report);
  }

  /** Where a check puts what it saw. */
  @FunctionalInterface
  public interface Reporter {
    void at(Span span, String message, List<Fix> fixes);

    default void at(Span span, String message) {
      at(span, message, List.of());
    }

    default void at(Span span, String message, Fix fix) {
      at(span, message, List.of(fix));
    }
  }

  /** A rule of high confidence; {@code aliases} is a text of ids with spaces between. */
  public static <T> Rule<T> of(String id, Severity severity, String aliases, Check<T> check) {
    return of(id, severity, Confidence.HIGH, aliases, check);
  }

  public static <T> Rule<T> of(
      String id, Severity severity, Confidence confidence, String aliases, Check<T> check) {
    List<String> ids = aliases.isBlank() ? List.of() : List.of(aliases.split(" "));
    return new Rule<>(id, ids, severity, confidence, false, check);
  }

  /** The same rule, for strict reviewers alone. */
  public Rule<T> whenStrict() {
    return new Rule<>(id, aliases, severity, confidence, true, check);
  }

  /** The name without its area. */
  public String name() {
    return id.substring(id.indexOf('/') + 1);
  }
}
