package dev.deployarchitect.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deployarchitect.Architect;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Review;
import dev.deployarchitect.finding.ReviewSettings;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs cases of a peer's tests: {@code PeerCases FILE.jsonl [RULE]}. Per rule it says how many that
 * must fire were found and missed, and how many that must not fire did; with a rule named, it shows
 * that rule's failures.
 */
public final class PeerCases {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<String, String> FILES =
      Map.of(
          "hadolint", "Dockerfile",
          "buildkit", "Dockerfile",
          "actionlint", ".github/workflows/case.yml",
          "zizmor", ".github/workflows/case.yml",
          "squawk", "migrations/0001_case.sql");

  private static final Set<String> EXACT = Set.of("buildkit", "actionlint", "zizmor");

  /** Kinds of actionlint; a file it says nothing of must be silent in them here too. */
  private static final Set<String> ACTIONLINT =
      Set.of(
          "action",
          "credentials",
          "deprecated-commands",
          "env-var",
          "events",
          "expression",
          "glob",
          "id",
          "if-cond",
          "job-needs",
          "matrix",
          "permissions",
          "runner-label",
          "shellcheck",
          "shell-name",
          "syntax-check",
          "workflow-call");

  private static final class Count {
    private int found;
    private int missed;
    private int elsewhere;
    private int silent;
    private int extra;
  }

  private final Architect architect =
      new Architect(Content.packed(), OutsideTool.onPath(System.getenv("PATH")));
  private final Map<String, Count> counts = new TreeMap<>();
  private final String shown;
  private int leftOut;

  private PeerCases(String shown) {
    this.shown = shown;
  }

  public static void main(String[] args) throws IOException {
    PeerCases cases = new PeerCases(args.length > 1 ? args[1] : "");
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      JsonNode one = MAPPER.readTree(line);
      // Folders, repairs and what asks GitHub are no single file with places.
      if (one.path("tool").asText().equals("zizmor")
          && (one.path("online").asBoolean()
              || one.path("kind").asText().equals("fix")
              || one.has("note")
              || one.path("path").asText("").endsWith("/"))) {
        cases.leftOut++;
      } else {
        cases.run(one);
      }
    }
    cases.print();
  }

  private void run(JsonNode one) throws IOException {
    String file = file(one);
    boolean strict = !one.path("args").isEmpty() || one.path("tool").asText().equals("squawk");
    List<String> expected = new ArrayList<>();
    one.path("expected").forEach(e -> expected.add(e.path("rule").asText()));
    List<String> forbidden = new ArrayList<>();
    one.path("forbidden").forEach(f -> forbidden.add(f.asText()));
    if (one.path("kind").asText().equals("ok") && one.has("rule_under_test")) {
      forbidden.add(one.path("rule_under_test").asText());
    }
    boolean shellcheck =
        expected.stream().anyMatch(r -> r.startsWith("SC"))
            || forbidden.stream().anyMatch(r -> r.startsWith("SC"));
    if (shellcheck || one.path("frontend_attrs").has("build-arg:BUILDKIT_DOCKERFILE_CHECK")) {
      leftOut++;
      return;
    }
    Map<String, String> files = new TreeMap<>();
    files.put(file, one.path("input").asText());
    for (Map.Entry<String, JsonNode> e : one.path("files").properties()) {
      files.put(e.getKey(), e.getValue().asText());
      // actionlint's test projects keep their workflows in a folder of their own.
      if (e.getKey().startsWith("workflows/")) {
        files.put(".github/" + e.getKey(), e.getValue().asText());
      }
    }
    if (one.path("input").isNull()) {
      files.remove(file);
    }
    if (one.has("dockerignore")) {
      files.put(".dockerignore", one.path("dockerignore").asText());
    }
    String config = HadolintConfig.yaml(one.path("config").asText(""));
    if (!config.isEmpty()) {
      files.put(".hadolint.yaml", config);
    }
    if (one.path("tool").asText().equals("zizmor") && one.has("config")) {
      files.put("zizmor.yml", one.path("config").asText());
    }
    List<Finding> findings = findings(files, file);
    for (JsonNode e : one.path("expected")) {
      int line = e.path("line").asInt(0);
      boolean exact = EXACT.contains(one.path("tool").asText()) && line > 0;
      boolean hit =
          findings.stream()
              .filter(f -> f.rule().answersTo(e.path("rule").asText()))
              .anyMatch(f -> !exact || f.span().line() == line);
      boolean elsewhere =
          findings.stream().anyMatch(f -> f.rule().answersTo(e.path("rule").asText()));
      Count count = count(e.path("rule").asText());
      if (hit) {
        count.found++;
      } else if (elsewhere) {
        count.elsewhere++;
        show(e.path("rule").asText(), "ELSEWHERE " + line, one, findings);
      } else {
        count.missed++;
        show(e.path("rule").asText(), "MISSED", one, findings);
      }
    }
    if (one.path("tool").asText().equals("zizmor")) {
      // Its snapshots hold all it says; more of ours on another line is extra.
      for (Finding f : findings) {
        boolean shown = strict || !f.rule().strict();
        boolean said =
            one.path("expected")
                .valueStream()
                .anyMatch(e ->
                    e.path("line").asInt() == f.span().line()
                        && f.rule().answersTo(e.path("rule").asText()));
        f.rule().aliases().stream()
            .filter(a -> shown && !said && !ACTIONLINT.contains(a) && !a.equals("syntax-check"))
            .limit(1)
            .forEach(a -> {
              count(a).extra++;
              show(a, "EXTRA " + f.span().line() + " " + f.rule().id(), one, List.of(f));
            });
      }
    }
    if (one.path("tool").asText().equals("actionlint")) {
      findings.stream()
          .flatMap(f -> f.rule().aliases().stream())
          .filter(a -> ACTIONLINT.contains(a) && !expected.contains(a))
          .distinct()
          .forEach(forbidden::add);
    }
    if (one.path("tool").asText().equals("buildkit")) {
      findings.stream()
          .flatMap(f -> f.rule().aliases().stream())
          .filter(a -> a.matches("[A-Z][a-z]\\w+[A-Z]\\w+") && !expected.contains(a))
          .distinct()
          .forEach(forbidden::add);
    }
    for (String rule : forbidden) {
      boolean fired = findings.stream().anyMatch(f -> f.rule().answersTo(rule));
      if (fired) {
        count(rule).extra++;
        show(rule, "EXTRA", one, findings);
      } else {
        count(rule).silent++;
      }
    }
  }

  private static String file(JsonNode one) {
    String path = one.path("path").asText("");
    String name = path.substring(path.lastIndexOf('/') + 1);
    return switch (name) {
      case "action.yml" -> "demo/action.yml";
      case "dependabot.yml" -> ".github/dependabot.yml";
      default ->
          // Prisma runs a file in one transaction, which is what this setting of squawk means.
          one.path("settings").path("assume_in_transaction").asBoolean()
              ? "migrations/0001_case/migration.sql"
              : FILES.get(one.path("tool").asText());
    };
  }

  private Count count(String rule) {
    return counts.computeIfAbsent(rule, r -> new Count());
  }

  private void show(String rule, String what, JsonNode one, List<Finding> findings) {
    if (rule.equals(shown) || shown.equals("all")) {
      System.out.printf(
          "%s %s %s %s%n%s%s%n",
          what,
          rule,
          one.path("id").asText(),
          one.path("config").asText(""),
          one.path("input").asText(),
          findings.stream()
              .filter(f -> f.rule().answersTo(rule))
              .map(f -> f.span() + " " + f.message())
              .toList());
    }
  }

  private List<Finding> findings(Map<String, String> files, String file) throws IOException {
    Path folder = Files.createTempDirectory("case");
    for (var entry : files.entrySet()) {
      Path path = folder.resolve(entry.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, entry.getValue());
    }
    Workspace workspace = Workspace.open(folder);
    List<Finding> findings =
        new Review(architect.reviewers())
                .run(
                    workspace,
                    ProjectProfile.of(workspace),
                    ReviewSettings.of(workspace).strictly(),
                    p -> true)
                .findings()
                .stream()
                .filter(f ->
                    f.span().path().equals(file)
                        || (!files.containsKey(file) && f.span().path().startsWith(".github/")))
                .toList();
    for (String path : files.keySet()) {
      Files.deleteIfExists(folder.resolve(path));
    }
    return findings;
  }

  private void print() {
    Count all = new Count();
    counts.forEach((rule, c) -> {
      System.out.printf(
          "%-32s found %3d  elsewhere %3d  missed %3d  silent %3d  extra %3d%s%n",
          rule,
          c.found,
          c.elsewhere,
          c.missed,
          c.silent,
          c.extra,
          c.missed + c.extra > 0 ? "  <--" : "");
      all.found += c.found;
      all.missed += c.missed + c.elsewhere;
      all.silent += c.silent;
      all.extra += c.extra;
    });
    System.out.printf(
        "%d of %d that must fire found; %d of %d that must not fire fired; %d cases left out%n",
        all.found, all.found + all.missed, all.extra, all.extra + all.silent, leftOut);
  }
}
