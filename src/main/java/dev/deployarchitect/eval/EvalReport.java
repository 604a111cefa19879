package dev.deployarchitect.eval;

import dev.deployarchitect.eval.CaseResult.Status;
import java.util.List;
import java.util.Locale;

/** Results as JUnit XML, as Markdown, and as an exit code. */
record EvalReport(List<CaseResult> results) {

  long count(Status status) {
    return results.stream().filter(r -> r.status() == status).count();
  }

  /** 0 all pass, 100 failed or broken cases, 3 stale ones. */
  int exitCode() {
    boolean bad =
        results.stream()
            .anyMatch(
                r -> r.mustPass() && (r.status() == Status.FAIL || r.status() == Status.ERROR));
    return bad ? 100 : count(Status.STALE) > 0 ? 3 : 0;
  }

  String junit() {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append(
        String.format(
            Locale.ROOT,
            "<testsuite name=\"eval\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\">%n",
            results.size(),
            count(Status.FAIL),
            count(Status.ERROR),
            count(Status.STALE)));
    for (CaseResult result : results) {
      out.append(
          String.format(
              Locale.ROOT,
              "  <testcase name=\"%s\" time=\"%.3f\">",
              xml(result.name()),
              result.took().toMillis() / 1000.0));
      String reasons = xml(String.join("\n", result.reasons()));
      out.append(
          switch (result.status()) {
            case PASS -> "";
            case FAIL -> "<failure>" + reasons + "</failure>";
            case ERROR -> "<error>" + reasons + "</error>";
            case STALE -> "<skipped message=\"stale\">" + reasons + "</skipped>";
          });
      out.append("</testcase>\n");
    }
    return out.append("</testsuite>\n").toString();
  }

  private static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "?");
  }

  String markdown() {
    StringBuilder out = new StringBuilder("# Evals\n\n");
    out.append(
        "%d passed, %d failed, %d errors, %d stale.%n%n"
            .formatted(
                count(Status.PASS), count(Status.FAIL), count(Status.ERROR), count(Status.STALE)));
    out.append("| case | status | ms | why |\n| --- | --- | --- | --- |\n");
    for (CaseResult result : results) {
      out.append(
          "| %s | %s | %d | %s |%n"
              .formatted(
                  result.name(),
                  result.status().name().toLowerCase(Locale.ROOT),
                  result.took().toMillis(),
                  String.join("; ", result.reasons()).replace("|", "\\|").replace("\n", " ")));
    }
    return out.toString();
  }
}
