package dev.deployarchitect.database.trial;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a sandbox answers, for a person and a model. */
record SandboxText(
    String version,
    TableSource source,
    Replay replay,
    FilledTables filled,
    SandboxQuestion question) {
  private static final int MOST_CHARACTERS = 11_000;
  private static final int MOST_FAILED = 8;
  private static final int MOST_TABLES = 8;
  private static final int WIDTH = 90;

  String of(List<Attempt> attempts, boolean over) {
    StringBuilder text = new StringBuilder(head());
    for (int i = 0; i < attempts.size(); i++) {
      String next = said(i + 1, attempts.get(i));
      int room = MOST_CHARACTERS - text.length();
      if (next.length() > room) {
        text.append(next, 0, Math.max(0, Math.min(next.length(), room)))
            .append(
                "\n… %d of %d statements shown: run fewer in one call, or LIMIT the rows.\n"
                    .formatted(i + 1, attempts.size()));
        break;
      }
      text.append(next);
    }
    if (over) {
      text.append("\nThe time was over (60 s in all): the rest was not run.\n");
    }
    boolean failed = attempts.stream().anyMatch(a -> a.error().isPresent());
    if (question.together() && failed) {
      text.append("\nOne transaction: rolled back, and what follows was not run.\n");
    }
    return text.toString();
  }

  private String head() {
    StringBuilder text = new StringBuilder();
    text.append("Run on a scratch %s of its own, thrown away afterwards. ".formatted(version));
    text.append(
        source.files().isEmpty()
            ? "No SQL of the repository made tables.\n"
            : "Tables: %s, %s.%n".formatted(source.said(), time(replay.took())));
    List<String> lines = new ArrayList<>();
    if (!replay.missing().isEmpty()) {
      lines.add(
          "Extensions not available here, so what needs them failed: "
              + String.join(", ", replay.missing()));
    }
    if (!replay.failed().isEmpty()) {
      lines.add("%d statements of the migrations failed:".formatted(replay.failed().size()));
      replay.failed().stream().limit(MOST_FAILED).forEach(f -> lines.add("  " + f));
    }
    if (replay.left() > 0) {
      lines.add("%d files were not replayed: the time was over".formatted(replay.left()));
    }
    if (!source.others().isEmpty()) {
      lines.add(
          "Not used: %s (choose with migrations)"
              .formatted(
                  String.join(
                      ", ", source.others().subList(0, Math.min(5, source.others().size())))));
    }
    if (source.files().isEmpty()) {
      lines.addAll(source.unread());
    }
    lines.add(rows());
    filled.left().forEach(lines::add);
    lines.forEach(l -> text.append("- ").append(l).append('\n'));
    return text.toString();
  }

  private String rows() {
    List<Map.Entry<String, Long>> most =
        filled.counts().entrySet().stream()
            .filter(e -> e.getValue() > 0)
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .toList();
    if (most.isEmpty()) {
      return "Rows: none";
    }
    List<String> said =
        new ArrayList<>(
            most.stream()
                .limit(MOST_TABLES)
                .map(e -> "%s %,d".formatted(e.getKey(), e.getValue()))
                .toList());
    if (most.size() > MOST_TABLES) {
      said.add(
          "%d more with at most %,d"
              .formatted(most.size() - MOST_TABLES, most.get(MOST_TABLES).getValue()));
    }
    long empty = filled.counts().values().stream().filter(n -> n == 0).count();
    if (empty > 0) {
      said.add("%d tables empty".formatted(empty));
    }
    return "Made-up rows (%s; keys and enums fit, other values are all different): %s"
        .formatted(time(filled.took()), String.join(", ", said));
  }

  private static String said(int number, Attempt a) {
    StringBuilder text = new StringBuilder();
    text.append("%n%d. `%s`: ".formatted(number, shortened(a.statement().span().text())));
    Optional<String> error = a.error();
    text.append(error.isPresent() ? "ERROR " + error.get() : time(a.took())).append('\n');
    if (!a.answer().isEmpty()) {
      text.append(a.answer()).append('\n');
    }
    a.notices().forEach(n -> text.append("- notice: ").append(n).append('\n'));
    if (!a.locks().isEmpty()) {
      text.append("- locks: ").append(String.join(", ", a.locks())).append('\n');
    }
    if (!a.rewritten().isEmpty()) {
      text.append("- rewrote ").append(String.join(", ", a.rewritten())).append('\n');
    }
    return text.toString();
  }

  private static String shortened(String sql) {
    String one = sql.replaceAll("\\s+", " ").replace('`', '\'');
    return one.length() <= WIDTH ? one : one.substring(0, WIDTH - 1) + "…";
  }

  /** Times are this machine's, on rows that nobody wrote. */
  private static String time(Duration took) {
    double millis = took.toNanos() / 1e6;
    return millis >= 10_000
        ? "%.1f s".formatted(millis / 1000)
        : millis >= 100 ? "%.0f ms".formatted(millis) : "%.1f ms".formatted(millis);
  }

  ObjectNode data(List<Attempt> attempts) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("server", version).put("tables_from", source.place());
    data.put("migrations_failed", replay.failed().size());
    replay.missing().forEach(data.putArray("extensions_missing")::add);
    ObjectNode rows = data.putObject("rows");
    filled.counts().forEach(rows::put);
    ArrayNode all = data.putArray("statements");
    for (Attempt a : attempts) {
      ObjectNode node = all.addObject();
      node.put("line", a.statement().span().line()).put("took_ms", a.took().toNanos() / 1e6);
      a.error().ifPresent(e -> node.put("error", e));
      node.put("answer", a.answer());
      a.locks().forEach(node.putArray("locks")::add);
    }
    return data;
  }
}
