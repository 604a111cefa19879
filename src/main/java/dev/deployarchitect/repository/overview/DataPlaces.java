package dev.deployarchitect.repository.overview;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is kept where: engines, schema files, migrations by folder, caches. */
record DataPlaces(Workspace workspace, ProjectProfile profile) {
  /** Folder, then the file's name or the migration's own folder. */
  private static final Pattern MIGRATION =
      Pattern.compile(
          "((?:.*/)?(?:migrations?|migrate|versions)(?:/(?:mysql|postgres(?:ql)?|sqlite\\w*))?)/(?:v?[\\d.]+/)?(?:[\\w.-]*\\d[\\w.-]*/migration\\.sql"
              + "|(?!__init__)[\\w.-]*\\d[\\w.-]*\\.(?:sql|py|rb|php|ts|js|cs|exs|go))");

  private static final Pattern SCHEMA =
      Pattern.compile(
          "(.*/)?(.*\\.prisma|db/(schema|structure)[\\w.]*\\.(rb|sql)|schema\\.sql|LATEST\\.sql|models\\.py|drizzle/.*schema.*\\.ts|db/schema/?.*\\.ts)");
  private static final Pattern MODEL =
      Pattern.compile("(?m)^\\s*(model|create_table|CREATE TABLE)\\b");
  private static final int FOLDERS = 4;
  private static final int SCHEMAS = 4;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    List.of(Topic.DATABASE, Topic.DATABASE_SERVICE, Topic.ORM, Topic.CACHE)
        .forEach(topic -> Overview.some(topic, profile).ifPresent(lines::add));
    migrations(lines);
    List<String> schemas =
        workspace.paths(p -> SCHEMA.matcher(p).matches() && !p.contains("migrations/"));
    if (!schemas.isEmpty()) {
      lines.add(
          "schema: "
              + schemas.stream().limit(SCHEMAS).map(this::schema).collect(Collectors.joining(", "))
              + (schemas.size() > SCHEMAS
                  ? ", and %d more files".formatted(schemas.size() - SCHEMAS)
                  : ""));
    }
    return lines;
  }

  private String schema(String path) {
    long models =
        workspace.source(path).stream().flatMap(s -> MODEL.matcher(s.text()).results()).count();
    return models == 0 ? path : "%s (%d tables)".formatted(path, models);
  }

  private void migrations(List<String> lines) {
    Map<String, List<String>> folders = new TreeMap<>();
    for (String path : workspace.files().paths()) {
      Matcher matcher = MIGRATION.matcher(path);
      if (matcher.matches() && !path.matches("(.*/)?(tests?|spec|fixtures)/.*")) {
        folders.computeIfAbsent(matcher.group(1), key -> new ArrayList<>()).add(path);
      }
    }
    List<Map.Entry<String, List<String>>> sorted =
        folders.entrySet().stream()
            .sorted(
                Comparator.comparingInt((Map.Entry<String, List<String>> e) -> e.getValue().size())
                    .reversed())
            .toList();
    sorted.stream()
        .limit(FOLDERS)
        .forEach(e ->
            lines.add(
                "%d migrations in %s, last by name %s"
                    .formatted(
                        e.getValue().size(),
                        e.getKey(),
                        e.getValue().getLast().substring(e.getKey().length() + 1))));
    int more = sorted.stream().skip(FOLDERS).mapToInt(e -> e.getValue().size()).sum();
    if (more > 0) {
      lines.add("%d migrations in %d more folders".formatted(more, sorted.size() - FOLDERS));
    }
  }
}
