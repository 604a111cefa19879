package dev.deployarchitect.database.engine;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.project.database.DatabaseEngine;
import dev.deployarchitect.project.database.Engine;
import dev.deployarchitect.project.database.EngineEvidence;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lets a tool write for PostgreSQL where the repository uses it, or where the call names it. For
 * any other repository the answer is what was read, at which place, and what to use instead.
 */
public final class PostgresOnly {
  /** The parameter's text, the same for each tool. */
  public static final String PARAM =
      "Say postgresql where the repository's files name another database or none, and production runs PostgreSQL";

  private static final String FOLDER = "tools/database/engines/";

  private final Content content;
  private final String tool;

  public PostgresOnly(Content content, String tool) {
    this.content = content;
    this.tool = tool;
  }

  /**
   * What {@code write} answers, or why it was not asked.
   *
   * @param named what the call gave as {@code database}; null where it gave nothing
   * @param implied whether another option of the call is of PostgreSQL alone, such as a service; it
   *     decides where the repository says nothing
   */
  public ToolResult answer(
      String named, boolean implied, ToolContext context, Supplier<ToolResult> write) {
    DatabaseEngine database = context.profile().database();
    boolean given = named != null && !named.isBlank();
    Optional<EngineEvidence> postgres = database.using(Engine.POSTGRESQL);
    if (postgres.isPresent()) {
      List<EngineEvidence> others = without(database, postgres.get());
      boolean beside = others.stream().anyMatch(e -> database.uses(e.engine()));
      return beside ? noted(beside(postgres.get(), others), write.get()) : write.get();
    }
    if (given) {
      return noted(overruled(database), write.get());
    }
    if (database.main().isPresent()) {
      return new ToolResult.Refused(other(database, database.main().get()));
    }
    return implied ? write.get() : new ToolResult.Retry(filled("unknown.md", Map.of("tool", tool)));
  }

  private String other(DatabaseEngine database, EngineEvidence main) {
    List<EngineEvidence> others = without(database, main);
    String instead =
        DatedTable.read(content.text(FOLDER + "instead.tsv"))
            .find("engine", main.engine().title())
            .map(row -> row.get(tool))
            .orElseThrow();
    return filled(
        "other.md",
        Map.of(
            "tool", tool,
            "main", main.said(),
            "engine", main.engine().title(),
            "instead", instead,
            "more", !others.isEmpty(),
            "others", said(others)));
  }

  private String overruled(DatabaseEngine database) {
    String read =
        database.main().isPresent()
            ? "The repository names " + database.said() + "."
            : "No file of the repository names a database.";
    return filled("overruled.md", Map.of("read", read));
  }

  private String beside(EngineEvidence postgres, List<EngineEvidence> others) {
    return filled("beside.md", Map.of("main", postgres.said(), "others", said(others)));
  }

  private String filled(String name, Map<String, Object> values) {
    return Template.fill(content.text(FOLDER + name), values);
  }

  private static List<EngineEvidence> without(DatabaseEngine database, EngineEvidence one) {
    return database.evidence().stream().filter(e -> e.engine() != one.engine()).toList();
  }

  private static String said(List<EngineEvidence> evidence) {
    return evidence.stream().map(EngineEvidence::said).collect(Collectors.joining(", "));
  }

  private static ToolResult noted(String note, ToolResult result) {
    return result instanceof ToolResult.Done done
        ? new ToolResult.Done(
            note + "\n" + done.text(),
            done.data(),
            done.findings(),
            done.files(),
            done.recommendations())
        : result;
  }
}
