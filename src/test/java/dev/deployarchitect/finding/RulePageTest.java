package dev.deployarchitect.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A rule's page is its test: what is drawn there is found there, and nothing else. */
class RulePageTest {
  private static final boolean REFRESH = Boolean.getBoolean("refresh");
  private static final Pattern DRAWN = Pattern.compile("(?m)^ *(?:#|--|//)~.*\\n");
  private static final Architect ARCHITECT = new Architect(Content.packed(), OutsideTool.none());

  /** Its examples are histories of git, which EditedMigrationsTest makes. */
  private static final String IN_GIT = "database/edited-migration";

  private static final OutsideTool OUTSIDE = OutsideTool.onPath(System.getenv("PATH"));
  private static final Architect WITH_OUTSIDE = new Architect(Content.packed(), OUTSIDE);

  private static List<RuleInfo> rules() {
    return Stream.concat(
            ARCHITECT.reviewers().stream().flatMap(r -> r.rules().stream()),
            Stream.of(Suppressions.UNUSED))
        .toList();
  }

  @Test
  void idsAreUniqueAndThereAreManyRules() {
    assertThat(rules()).hasSizeGreaterThan(90);
    assertThat(rules().stream().map(RuleInfo::id)).doesNotHaveDuplicates();
  }

  @Test
  void everyPageBelongsToARule() throws IOException {
    List<String> pages = rules().stream().map(RuleInfo::page).sorted().toList();
    try (Stream<Path> walk = Files.walk(Path.of("tools"))) {
      List<String> files =
          walk.filter(p -> p.toString().contains("/rules/")).map(Path::toString).sorted().toList();
      assertThat(files).isEqualTo(pages);
    }
  }

  @TestFactory
  Stream<DynamicTest> theFlaggedExampleIsFlaggedAsDrawn() {
    return rules().stream()
        .filter(rule -> !rule.id().equals(IN_GIT))
        .map(rule -> DynamicTest.dynamicTest(rule.id(), () -> drawn(rule)));
  }

  @TestFactory
  Stream<DynamicTest> theAcceptedExampleIsSilent() {
    return rules().stream()
        .filter(rule -> !rule.id().equals(IN_GIT))
        .map(rule ->
            DynamicTest.dynamicTest(
                rule.id(),
                () -> {
                  RulePage page = page(rule);
                  assertThat(page.examples().stream().filter(e -> !e.flagged())).isNotEmpty();
                  assertThat(findings(rule, page, false)).isEmpty();
                }));
  }

  /** The programs that speak for a rule, one of which must be here; empty where it is ours. */
  private static List<String> outside(RuleInfo rule) {
    if (rule.answersTo("pyflakes")) {
      return List.of("pyflakes", "pyflakes3");
    }
    return rule.answersTo("shellcheck") ? List.of("shellcheck") : List.of();
  }

  private static RulePage page(RuleInfo rule) throws IOException {
    return RulePage.parse(rule.page(), Files.readString(Path.of(rule.page())));
  }

  private static void drawn(RuleInfo rule) throws IOException {
    assumeThat(
            outside(rule).isEmpty()
                || outside(rule).stream().anyMatch(p -> OUTSIDE.find(p).isPresent()))
        .isTrue();
    RulePage page = page(rule);
    List<Finding> findings = findings(rule, page, true);
    assertThat(findings).as(rule.page()).isNotEmpty();
    String text = Files.readString(Path.of(rule.page()));
    String redrawn = text;
    for (RulePage.Example example : page.examples()) {
      if (example.flagged()) {
        redrawn =
            redrawn.replace("\n" + example.text() + "```", "\n" + draw(example, findings) + "```");
      }
    }
    if (REFRESH) {
      Files.writeString(Path.of(rule.page()), redrawn);
    }
    assertThat(REFRESH ? redrawn : text).isEqualTo(redrawn);
  }

  private static String draw(RulePage.Example example, List<Finding> findings) {
    Source source = new Source(example.path(), DRAWN.matcher(example.text()).replaceAll(""));
    Map<Integer, StringBuilder> below = new TreeMap<>(Comparator.reverseOrder());
    for (Finding finding : findings) {
      Span span = finding.span().firstLine();
      if (span.path().equals(example.path())) {
        String mark =
            switch (example.language()) {
              case "sql" -> "--~";
              case "javascript", "typescript", "json", "prisma" -> "//~";
              default -> "#~";
            };
        int width = Math.max(1, span.end() - span.start());
        String pad = " ".repeat(Math.max(0, span.column() - 1 - mark.length()));
        String carets = span.column() - 1 < mark.length() ? "(%d) ".formatted(span.column()) : "";
        below
            .computeIfAbsent(span.line(), l -> new StringBuilder())
            .append(mark)
            .append(pad)
            .append(carets)
            .append("^".repeat(width))
            .append(' ')
            .append(finding.message())
            .append('\n');
      }
    }
    StringBuilder out = new StringBuilder(source.text());
    below.forEach((line, text) -> out.insert(source.lineStart(line + 1), text));
    return out.toString();
  }

  private static List<Finding> findings(RuleInfo rule, RulePage page, boolean flagged)
      throws IOException {
    Path folder = Files.createTempDirectory("page");
    Map<String, String> files = new TreeMap<>();
    for (RulePage.Example example : page.examples()) {
      if (example.flagged() == flagged) {
        Matcher drawn = DRAWN.matcher(example.text());
        files.put(example.path(), drawn.replaceAll(""));
      }
    }
    Workspace workspace = Workspaces.of(folder, files);
    Report report =
        new Review((outside(rule).isEmpty() ? ARCHITECT : WITH_OUTSIDE).reviewers())
            .run(
                workspace,
                ProjectProfile.of(workspace),
                ReviewSettings.NONE.strictly(),
                path -> true);
    return report.findings().stream().filter(f -> f.rule().equals(rule)).toList();
  }
}
