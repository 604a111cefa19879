package dev.deployarchitect.repository.overview;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where a change does harm first: by what files are, not by a judgement of them. */
record RiskyPlaces(Workspace workspace, ProjectProfile profile) {
  private static final Pattern MIGRATES =
      Pattern.compile(
          "prisma migrate deploy|prisma db push|db:migrate|db:prepare|manage\\.py migrate|alembic upgrade|drizzle-kit (push|migrate)|knex migrate|artisan migrate|typeorm migration:run|migrate up");
  private static final Pattern STARTS =
      Pattern.compile(
          "(.*/)?(Dockerfile[\\w.-]*|package\\.json|Procfile|[\\w.-]*(entrypoint|start|init|run)[\\w.-]*(\\.sh)?|(docker-)?compose[\\w.-]*\\.ya?ml|svc-[\\w-]+/run|init-[\\w-]+/run|fly\\.toml|render\\.yaml|vercel\\.json)");
  private static final Pattern FOREIGN_CODE = Pattern.compile("^\\s*(- )?pull_request_target\\b");
  private static final Pattern JOBS =
      Pattern.compile(
          "(?i)(.*/)?(cron|crons|jobs|workers|queues|tasks\\.py|schedule\\.rb|recurring\\.yml|celery\\.py|sidekiq\\.yml)(/.*)?");
  private static final int MOST = 3;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    add(lines, "migrates where it starts or builds", matching(STARTS, MIGRATES));
    add(
        lines,
        "CI that runs with secrets on foreign changes",
        matching(Pattern.compile("\\.github/workflows/.*\\.ya?ml"), FOREIGN_CODE));
    add(
        lines,
        "values committed",
        workspace.paths(p ->
            p.matches("(.*/)?\\.env(\\.[\\w-]+)?")
                && !p.matches(".*(erb|example|sample|template|dist|defaults?|test|ci)$")));
    facts(lines, "webhooks come in at", Topic.WEBHOOK_ROUTE);
    facts(lines, "streams are held open by", Topic.SSE_ROUTE);
    facts(lines, "calls go out to", Topic.OUTSIDE_API);
    List<String> jobs =
        workspace.paths(p ->
            JOBS.matcher(p).matches()
                && p.matches(".*\\.(ts|js|py|rb|go|yml)")
                && !p.contains("test"));
    add(lines, "works in the background", jobs);
    return lines;
  }

  private static void add(List<String> lines, String label, List<String> places) {
    if (!places.isEmpty()) {
      lines.add(
          "%s (%d): %s%s"
              .formatted(
                  label,
                  places.size(),
                  places.stream().limit(MOST).collect(Collectors.joining(", ")),
                  places.size() > MOST ? ", …" : ""));
    }
  }

  private void facts(List<String> lines, String label, Topic topic) {
    add(lines, label, profile.about(topic).map(InspectProject::place).toList());
  }

  private List<String> matching(Pattern paths, Pattern line) {
    List<String> found = new ArrayList<>();
    for (String path : workspace.paths(p -> paths.matcher(p).matches())) {
      for (Source source : workspace.source(path).stream().toList()) {
        found.addAll(Overview.places(source, line, 1));
      }
    }
    return found;
  }
}
