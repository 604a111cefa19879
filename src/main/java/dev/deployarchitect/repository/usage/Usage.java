package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.Literal;
import dev.deployarchitect.text.Span;

/**
 * A place where something is used.
 *
 * @param part the section of the answer that it belongs to
 * @param note what is known about it; empty where the line says it
 */
record Usage(Part part, Span span, String note) {

  /** The sections of an answer, in order. */
  enum Part {
    DEFINITION("Defined"),
    WRITER("Writers"),
    DELETE("Deletes"),
    SQL("SQL"),
    VALIDATION("Validated"),
    READER("Readers that name it"),
    READS_ALL("Reads that return every column"),
    ROUTE("Routes"),
    ENVIRONMENT("Environment variable read"),
    SETTING("In configuration (by text)"),
    CALL("Calls"),
    IMPORT("Imports"),
    RE_EXPORT("Re-exports"),
    ASSIGNED("Assigned by name only (the object's type is not known)"),
    REFERENCE("Other references"),
    UNSURE("Unsure: the same name, perhaps something else"),
    NAMED("Uses by name only (the object's type is not known)");

    private final String title;

    Part(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  String path() {
    return span.path();
  }

  /** {@code path:line note} for an answer. */
  String line() {
    String told = note.isEmpty() ? Literal.line(span, 110) : note;
    return "%s:%d  %s".formatted(span.path(), span.line(), told);
  }
}
