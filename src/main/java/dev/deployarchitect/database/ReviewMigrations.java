package dev.deployarchitect.database;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.database.engine.PostgresOnly;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.database.migration.ToolMigrations;
import dev.deployarchitect.database.trial.Rehearsal;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.ReaderTool;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.Optional;

/** Two judgements of migrations: by reading them, and by running them. */
final class ReviewMigrations {
  private static final String GIVEN = "prisma/migrations/given/migration.sql";

  record Input(
      @Param("One migration to read, or the folder of them; without it all of the workspace")
          String path,
      @Param("The text of a migration that is not in the workspace; give a path for it too")
          String content,
      @Param("Only the findings of this rule, with all their places") String rule,
      @Param("Also show what only a strict reviewer would ask for") Boolean strict,
      @Param("So many findings with their places, instead of a summary") Integer limit,
      @Param("How many findings to leave out, to read on") Integer offset,
      @Param(
              "Also run it on a scratch PostgreSQL: the newest migration, the one at path, or content")
          Boolean execute,
      @Param("With execute: a part of the name of the first migration to try, with all that follow")
          String from,
      @Param("With execute: made-up rows in each table, 0 to 1000000; 10000 without it")
          Integer rows,
      @Param(value = PostgresOnly.PARAM, oneOf = "postgresql") String database) {}

  private final MigrationReviewer reviewer;
  private final ReaderTool reader;
  private final Scratch scratch;
  private final PostgresOnly postgres;

  ReviewMigrations(MigrationReviewer reviewer, Content content, Scratch scratch) {
    this.scratch = scratch;
    this.postgres = new PostgresOnly(content, "review_migrations");
    this.reviewer = reviewer;
    this.reader = new ReaderTool(reviewer, content, GIVEN, source -> source.path() + "\n");
  }

  Tool<Input> tool() {
    return new Tool<>("review_migrations", "database", Input.class, this::call);
  }

  /** What was seen of migrations and not analysed, a line each. */
  private String unread(ToolContext context) {
    StringBuilder text = new StringBuilder();
    boolean some = !context.workspace().paths(reviewer::reads).isEmpty();
    if (some && !MigrationReviewer.judges(context.profile())) {
      text.append(
          "The database is %s: its SQL migrations were not analysed, as the rules are PostgreSQL's.\n"
              .formatted(context.profile().nameOr(Topic.DATABASE, "not known")));
    }
    for (ToolMigrations seen : ToolMigrations.of(context.workspace())) {
      text.append(seen.said()).append('\n');
    }
    return text.toString();
  }

  private ToolResult call(Input input, ToolContext context) {
    boolean text = input.content() != null && !input.content().isBlank();
    boolean none = context.workspace().paths(reviewer::reads).isEmpty();
    // A text that was given is read as what it is, and where nothing lies the answer is that.
    return text || none
        ? review(input, context)
        : postgres.answer(input.database(), true, context, () -> review(input, context));
  }

  private ToolResult review(Input input, ToolContext context) {
    int rows = input.rows() == null ? Rehearsal.USUAL_ROWS : input.rows();
    if (rows < 0 || rows > Rehearsal.MOST_ROWS) {
      return new ToolResult.Retry("rows must be between 0 and %d.".formatted(Rehearsal.MOST_ROWS));
    }
    String path = input.path() == null ? "" : input.path().strip().replaceFirst("/+$", "");
    boolean folder =
        input.content() == null
            && !path.isEmpty()
            && !context
                .workspace()
                .paths(p -> p.startsWith(path + "/") && reviewer.reads(p))
                .isEmpty();
    ToolResult read =
        reader.review(
            new ReaderTool.Input(
                folder ? "" : path,
                input.content(),
                input.rule(),
                input.strict(),
                input.limit(),
                input.offset()),
            context);
    boolean whole = path.isEmpty() && input.content() == null;
    String unread = whole ? unread(context) : "";
    if (read instanceof ToolResult.NothingFound none && !unread.isEmpty()) {
      return new ToolResult.NothingFound(
          none.text().replace("no migrations", "no SQL migrations") + "\n" + unread);
    }
    if (!(read instanceof ToolResult.Done reviewed)) {
      return read;
    }
    ToolResult.Done done =
        new ToolResult.Done(
            reviewed.text() + unread,
            reviewed.data(),
            reviewed.findings(),
            reviewed.files(),
            reviewed.recommendations());
    if (!Boolean.TRUE.equals(input.execute())) {
      return new ToolResult.Done(
          done.text()
              + "Read, not run: with execute, PostgreSQL itself says what it locks and loses.\n",
          done.data(),
          done.findings(),
          done.files(),
          done.recommendations());
    }
    boolean given = input.content() != null && !input.content().isBlank();
    Optional<Source> source =
        given
            ? Optional.of(new Source(path.isEmpty() ? GIVEN : path, input.content()))
            : Optional.empty();
    Rehearsal.Answer run =
        Rehearsal.of(
            new Rehearsal.Question(
                given ? "" : path, input.from() == null ? "" : input.from().strip(), source, rows),
            context,
            reviewer,
            scratch);
    return new ToolResult.Done(
        done.text() + "\n" + run.text(),
        done.data().set("executed", run.data()),
        done.findings(),
        done.files(),
        done.recommendations());
  }
}
