package dev.deployarchitect.database.trial;

import java.util.Set;

/**
 * A version of the application, as far as its writes of one table show it.
 *
 * @param name for the report: {@code the old version}
 * @param column what the change is about; every other update is of it
 * @param unknown columns that it does not know
 * @param required columns in which it expects no NULL when it reads
 * @param unseen values of enums that it neither writes nor can read
 * @param always columns that it always sets, and never to NULL
 * @param references columns that hold keys of other tables, beside those with a foreign key
 */
public record AppVersion(
    String name,
    String column,
    Set<String> unknown,
    Set<String> required,
    Unseen unseen,
    Set<String> always,
    Set<String> references) {

  /**
   * Values of an enum.
   *
   * @param written not any more
   * @param read not yet
   */
  public record Unseen(Set<String> written, Set<String> read) {
    public static final Unseen NONE = new Unseen(Set.of(), Set.of());
  }

  /** One that knows every column and may leave out what the database lets it. */
  public static AppVersion of(String name, String column) {
    return new AppVersion(name, column, Set.of(), Set.of(), Unseen.NONE, Set.of(), Set.of());
  }

  public AppVersion withoutColumns(Set<String> columns) {
    return new AppVersion(name, column, columns, required, unseen, always, references);
  }

  public AppVersion expecting(Set<String> columns) {
    return new AppVersion(name, column, unknown, columns, unseen, always, references);
  }

  public AppVersion without(Unseen values) {
    return new AppVersion(name, column, unknown, required, values, always, references);
  }

  public AppVersion setting(Set<String> columns) {
    return new AppVersion(name, column, unknown, required, unseen, columns, references);
  }

  public AppVersion referring(Set<String> columns) {
    return new AppVersion(name, column, unknown, required, unseen, always, columns);
  }
}
