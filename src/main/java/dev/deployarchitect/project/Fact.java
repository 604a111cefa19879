package dev.deployarchitect.project;

import dev.deployarchitect.text.Span;

/**
 * Something true of a repository, and the span that proves it.
 *
 * @param name in lower case as its makers call it: {@code next}, {@code prisma}, {@code vercel}
 * @param detail version, range or path; empty where there is none
 */
public record Fact(Topic topic, String name, String detail, Span proof) {

  /** The first number of the detail: the major version of {@code ^15.1.0} is 15; 0 if none. */
  public int major() {
    String digits = detail.replaceFirst("^\\D*", "").replaceFirst("\\D.*$", "");
    return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
  }
}
