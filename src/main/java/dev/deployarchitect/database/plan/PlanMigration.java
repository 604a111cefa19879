package dev.deployarchitect.database.plan;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.ResultText;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes an expand-contract plan as files. */
public final class PlanMigration {
  private static final String BACKFILL = "tools/database/plan_migration/templates/backfill.sh";

  record Input(
      @Param(
              value = "What is to change",
              required = true,
              oneOf = {
                "rename_column",
                "change_type",
                "set_not_null",
                "drop_column",
                "add_unique",
                "add_foreign_key"
              })
          String change,
      @Param(value = "The table as it is called in the database", required = true) String table,
      @Param(value = "The column as it is called in the database", required = true) String column,
      @Param("The new column's name, for rename_column and change_type") String new_column,
      @Param(
              "The new type for change_type, the column's type for rename_column, such as TEXT; the"
                  + " referenced table for add_foreign_key; the SQL value for set_not_null's backfill")
          String type) {}

  private final Content content;
  private final Verification verification;
  private final MigrationReviewer reviewer;
  private final Scratch scratch;

  public PlanMigration(
      Content content, Verification verification, MigrationReviewer reviewer, Scratch scratch) {
    this.content = content;
    this.verification = verification;
    this.reviewer = reviewer;
    this.scratch = scratch;
  }

  public Tool<?> tool() {
    return new Tool<>("plan_migration", "database", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    ChangeRequest.Kind kind = ChangeRequest.Kind.valueOf(input.change().toUpperCase(Locale.ROOT));
    String type = input.type() == null ? "" : input.type().strip();
    String target = input.new_column() == null ? "" : input.new_column().strip();
    boolean replaces =
        kind == ChangeRequest.Kind.RENAME_COLUMN || kind == ChangeRequest.Kind.CHANGE_TYPE;
    for (String name : List.of(input.table(), input.column())) {
      if (!name.matches("[\\w .$-]{1,63}")) {
        return new ToolResult.Retry("'%s' is no name of a table or column.".formatted(name));
      }
    }
    if (replaces && (!target.matches("[\\w .$-]{1,63}") || target.equals(input.column()))) {
      return new ToolResult.Retry("Give new_column: the new column's name, other than the old.");
    }
    boolean needsType = replaces || kind == ChangeRequest.Kind.ADD_FOREIGN_KEY;
    if (needsType && !type.matches("[\\w ()\",.\\[\\]]{1,80}")) {
      return new ToolResult.Retry("Give type: the column's type (or the referenced table).");
    }
    if (kind == ChangeRequest.Kind.SET_NOT_NULL
        && !type.matches(
            "'[^'\\\\]*'|-?\\d+(\\.\\d+)?|true|false|now\\(\\)|gen_random_uuid\\(\\)"
                + "|TRUE|FALSE|\"\\w+\"")) {
      return new ToolResult.Retry(
          "Give type: the SQL value for rows that have none, such as" + " 'free', 0 or now().");
    }
    return deliver(
        new ChangeRequest(kind, input.table(), input.column(), target, type), context.workspace());
  }

  private ToolResult deliver(ChangeRequest request, Workspace workspace) {
    List<PlanStep> steps = ExpandContract.steps(request);
    List<Artifact> artifacts = new ArrayList<>();
    String folder = "migration-plan/" + request.slug() + "/";
    int number = 1;
    for (PlanStep step : steps) {
      String name = "%s%02d_%s".formatted(folder, number++, step.name());
      if (!step.sql().isEmpty()) {
        artifacts.add(
            new Artifact(
                name + "/migration.sql",
                "-- %s: step '%s'. Application: %s.%n%s"
                    .formatted(
                        request.slug(),
                        step.name(),
                        step.application(),
                        step.sql().endsWith("\n") ? step.sql() : step.sql() + "\n"),
                "step '%s' of the plan; copy it into prisma/migrations when its gate is open"
                    .formatted(step.name())));
      }
      if (!step.gate().isEmpty()) {
        artifacts.add(
            new Artifact(
                name + "/gate.sql",
                "-- Must answer 0 before step '%s' runs.\n%s\n".formatted(step.name(), step.gate()),
                "the count that must be 0 before step '%s'".formatted(step.name())));
      }
    }
    script(request).ifPresent(artifacts::add);
    if (request.kind() == ChangeRequest.Kind.DROP_COLUMN) {
      artifacts.add(
          new Artifact(
              folder + "keep-copy.sql",
              "-- Keeps the values before the column goes; drop the copy when nobody asked for 30 days.\n"
                  + "CREATE TABLE IF NOT EXISTS %s AS TABLE %s;\n"
                      .formatted(
                          ChangeRequest.quoted(request.slug() + "_before_drop"),
                          request.tableSql()),
              "a copy of the table as it was, to restore the column from"));
    }
    Tried tried = Tried.run(scratch, workspace, reviewer, request, steps);
    List<Delivered> delivered = verification.verify(artifacts).stream().map(tried::onto).toList();
    Recommendation recommendation = PlanAdvice.of(request, steps, artifacts);
    StringBuilder text = new StringBuilder(ResultText.markdown(recommendation, delivered));
    artifacts.forEach(a ->
        text.append("\n`")
            .append(a.path())
            .append("`\n```")
            .append(a.path().endsWith(".sh") ? "bash" : "sql")
            .append('\n')
            .append(a.content())
            .append("```\n"));
    text.append(tried.text());
    return ToolResult.Done.delivery(text.toString(), delivered, List.of(recommendation));
  }

  private java.util.Optional<Artifact> script(ChangeRequest r) {
    return Backfill.of(r)
        .map(backfill ->
            new Artifact(
                "migration-plan/" + r.slug() + "/backfill.sh",
                Template.fill(content.text(BACKFILL), backfill.values(r)),
                "fills the rows in batches and counts them before it says the gate is open"));
  }
}
