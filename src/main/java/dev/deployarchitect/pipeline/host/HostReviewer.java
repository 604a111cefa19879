package dev.deployarchitect.pipeline.host;

import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Span;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds database changes in the commands a host runs on every build, previews included. */
public final class HostReviewer implements Reviewer {
  private static final Pattern MIGRATES =
      Pattern.compile(
          "prisma migrate deploy|drizzle-kit migrate|knex migrate:latest"
              + "|(?:tsx|ts-node|node|bun)\\s+\\S*migrate(?:\\.\\w+)?(?=\\s|\"|$)"
              + "|(?:npm|pnpm|yarn|bun)\\s+(?:run\\s+)?(?:db:)?migrate(?::deploy)?(?=\\s|\"|$)");
  private static final Pattern PUSHES = Pattern.compile("prisma db push|drizzle-kit push");

  private static final RuleSet<HostCommands> RULES =
      new RuleSet<>(
          "tools/pipeline/lint_workflow/rules",
          List.of(
              Rule.of(
                  "pipeline/migrate-in-build",
                  Severity.HIGH,
                  "",
                  (file, report) ->
                      find(
                          file,
                          MIGRATES,
                          report,
                          "every build migrates the database its"
                              + " environment names: a preview of an unmerged change too, and a failed"
                              + " migration stops every build")),
              Rule.of(
                  "pipeline/push-in-build",
                  Severity.CRITICAL,
                  "",
                  (file, report) ->
                      find(
                          file,
                          PUSHES,
                          report,
                          "every build makes the database look like its"
                              + " schema, without a migration, and may drop columns with their data"))));

  private static void find(
      HostCommands file, Pattern pattern, Rule.Reporter report, String message) {
    for (HostCommands.Command command : file.commands()) {
      Matcher matcher = pattern.matcher(command.text().span().text());
      if (matcher.find()) {
        int start = command.text().span().start();
        Span at = file.source().span(start + matcher.start(), start + matcher.end());
        report.at(at, "'%s': %s".formatted(command.name(), message));
      }
    }
  }

  @Override
  public String subject() {
    return "build commands";
  }

  @Override
  public List<RuleInfo> rules() {
    return RULES.infos();
  }

  @Override
  public boolean reads(String path) {
    return path.matches("(.*/)?(vercel|package)\\.json");
  }

  @Override
  public List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile) {
    return paths.stream()
        .flatMap(path -> workspace.source(path).stream())
        .flatMap(source -> RULES.check(HostCommands.read(source)).stream())
        .toList();
  }
}
