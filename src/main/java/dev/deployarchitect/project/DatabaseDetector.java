package dev.deployarchitect.project;

import dev.deployarchitect.project.database.DatabaseEngine;
import dev.deployarchitect.project.database.EngineEvidence;
import dev.deployarchitect.syntax.prisma.PrismaSchema;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ORM by its schema files, database engines by evidence, and the folder of the migrations. */
final class DatabaseDetector implements Detector {
  private static final Pattern PRISMA_MIGRATION =
      Pattern.compile("(.*(?:^|/)migrations)/[^/]+/migration\\.sql");
  private static final Pattern FLYWAY = Pattern.compile("(.*)/V\\d[\\w.]*__[^/]+\\.sql");
  private static final Pattern DRIZZLE = Pattern.compile("(.*)/meta/_journal\\.json");
  private static final Pattern REDIS =
      Pattern.compile("image:\\s*[\"']?(?:[\\w./-]*/)?redis(?::([\\w.-]+))?");

  private final DatabaseEngine database;

  DatabaseDetector(DatabaseEngine database) {
    this.database = database;
  }

  @Override
  public void detect(Workspace workspace, Consumer<Fact> facts) {
    List<String> schemas = workspace.paths(p -> p.endsWith(".prisma"));
    for (String path : schemas.stream().sorted(Paths.SHALLOW_FIRST).toList()) {
      workspace.source(path).ifPresent(source -> prisma(source, facts));
    }
    workspace
        .paths(p -> Paths.name(p).startsWith("drizzle.config."))
        .forEach(path ->
            workspace
                .source(path)
                .ifPresent(s -> facts.accept(new Fact(Topic.ORM, "drizzle", "", s.lineSpan(1)))));
    migrations(workspace, PRISMA_MIGRATION, "prisma", facts);
    migrations(workspace, FLYWAY, "flyway", facts);
    migrations(workspace, DRIZZLE, "drizzle", facts);
    for (EngineEvidence one : database.evidence()) {
      facts.accept(new Fact(Topic.DATABASE, one.engine().fact(), one.version(), one.span()));
    }
    for (String path :
        workspace.paths(p -> Paths.name(p).matches("(docker-)?compose(\\.[\\w-]+)?\\.ya?ml"))) {
      workspace.source(path).ifPresent(source -> caches(source, facts));
    }
  }

  private static void prisma(Source source, Consumer<Fact> facts) {
    PrismaSchema schema = PrismaSchema.read(source);
    schema
        .blocks("datasource")
        .findFirst()
        .ifPresent(
            block -> facts.accept(new Fact(Topic.ORM, "prisma", source.path(), block.head())));
  }

  private static void migrations(
      Workspace workspace, Pattern pattern, String tool, Consumer<Fact> facts) {
    for (String path : workspace.files().paths()) {
      Matcher matcher = pattern.matcher(path);
      if (matcher.matches()) {
        facts.accept(
            new Fact(Topic.MIGRATIONS, tool, matcher.group(1), Paths.proof(workspace, path)));
        return;
      }
    }
  }

  private static void caches(Source source, Consumer<Fact> facts) {
    Matcher matcher = REDIS.matcher(source.text());
    while (matcher.find()) {
      String tag = matcher.group(1) == null ? "" : matcher.group(1);
      facts.accept(
          new Fact(Topic.CACHE, "redis", tag, source.span(matcher.start(), matcher.end())));
    }
  }
}
