package dev.deployarchitect.finding;

import java.util.List;

/**
 * What is known of a rule without its check.
 *
 * @param strict whether its findings are shown to strict reviewers alone
 * @param page a path of the content
 */
public record RuleInfo(
    String id,
    List<String> aliases,
    Severity severity,
    Confidence confidence,
    boolean strict,
    String page) {

  /** Whether {@code name} is this rule's id or one of its aliases. */
  public boolean answersTo(String name) {
    return id.equals(name) || aliases.contains(name);
  }
}
