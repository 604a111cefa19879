package dev.deployarchitect.database.trial;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.interrupt.Places;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.scratch.ScratchServer;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tries migrations of a workspace on a scratch server, and says what was seen. */
public final class Rehearsal {
  /** For everything that one question may cost. */
  private static final Duration BUDGET = Duration.ofMinutes(4);

  public static final int MOST_ROWS = 1_000_000;
  public static final int USUAL_ROWS = 10_000;

  /**
   * What to try.
   *
   * @param path the one migration, or a folder of them; empty for the longest series' newest
   * @param from a part of the first path to try, with all that follow; empty for one alone
   * @param given a migration that is not in the workspace, tried after all that are
   */
  public record Question(String path, String from, Optional<Source> given, int rows) {}

  /** In words, and as an object for clients. */
  public record Answer(String text, ObjectNode data) {}

  private Rehearsal() {}

  public static Answer of(
      Question question, ToolContext context, MigrationReviewer reviewer, Scratch scratch) {
    Optional<Series> series = series(question, context.workspace(), reviewer);
    if (series.isEmpty()) {
      return notRun("there is no migration to run");
    }
    Optional<Integer> from = series.get().indexOf(question.from());
    if (from.isEmpty()) {
      return notRun(
          "no migration in %s is called '%s'".formatted(series.get().folder(), question.from()));
    }
    return Places.away(() -> run(series.get(), from.get(), question, context, scratch));
  }

  private static Answer run(
      Series series, int from, Question question, ToolContext context, Scratch scratch) {
    try (ScratchServer server = scratch.start()) {
      Rehearsed seen =
          Rehearsed.run(server, series, from, question.rows(), BUDGET, context::progress);
      return new Answer(TrialText.of(seen), data(seen));
    } catch (IOException e) {
      return notRun("no scratch server: " + e.getMessage());
    } catch (SQLException e) {
      return notRun("the scratch server failed: " + e.getMessage());
    }
  }

  private static Answer notRun(String why) {
    return new Answer(
        "Not executed: %s.%n".formatted(why),
        JsonNodeFactory.instance.objectNode().put("not_run", why));
  }

  private static Optional<Series> series(
      Question question, Workspace workspace, MigrationReviewer reviewer) {
    List<Series> all = Series.of(workspace, reviewer);
    String path = question.path();
    Optional<Series> found =
        all.stream()
            .filter(s ->
                path.isEmpty()
                    || s.folder().equals(path)
                    || s.files().stream().anyMatch(f -> f.source().path().equals(path)))
            .findFirst();
    if (question.given().isPresent()) {
      Source source = question.given().get();
      Series before = found.or(() -> all.stream().findFirst()).orElse(new Series("", List.of()));
      String tool = MigrationReviewer.tool(source.path());
      return Optional.of(before.with(MigrationFile.of(source, tool, Optional.empty())));
    }
    // One migration is tried on what stood before it.
    return found.map(s ->
        question.from().isEmpty()
                && s.indexOf(path).isPresent()
                && !path.isEmpty()
                && !s.folder().equals(path)
            ? new Series(s.folder(), s.files().subList(0, s.indexOf(path).get() + 1))
            : s);
  }

  private static ObjectNode data(Rehearsed seen) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("server", seen.server()).put("rows_per_table", seen.rows());
    data.put("history", seen.history()).put("history_failed", seen.broken().size());
    ArrayNode files = data.putArray("migrations");
    for (FileTrial trial : seen.trials()) {
      ObjectNode file = files.addObject();
      file.put("path", trial.file().source().path()).put("verdict", trial.worst().words());
      file.put("took_ms", trial.took().toMillis());
      trial.broken().ifPresent(b -> file.put("fails", b.failure().message()));
      trial.oldCode().forEach(file.putArray("running_version")::add);
      ArrayNode statements = file.putArray("statements");
      trial.statements().forEach(o -> statements.add(data(o)));
    }
    return data;
  }

  private static ObjectNode data(Observation o) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("line", o.span().line()).put("verdict", o.verdict().words());
    node.put("took_ms", o.took().toMillis()).put("rows_changed", o.changed());
    ArrayNode locks = node.putArray("locks");
    o.locks()
        .forEach(l ->
            locks.addObject().put("table", l.table()).put("mode", l.mode()).put("rows", l.rows()));
    o.rewritten().forEach(t -> node.withArray("rewritten").add(t.table()));
    o.scanned().forEach(t -> node.withArray("scanned").add(t.table()));
    o.lost().forEach(l -> node.withArray("lost").add(l));
    node.put("reads_blocked", o.reads().blocked()).put("reads_tried", o.reads().tried());
    node.put("writes_blocked", o.writes().blocked()).put("writes_tried", o.writes().tried());
    o.failure().ifPresent(f -> node.put("fails", f.message()).put("sqlstate", f.state()));
    return node;
  }
}
