package dev.deployarchitect.database;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.rehearsal.CleanFolder;
import dev.deployarchitect.rehearsal.FoundProgram;
import dev.deployarchitect.rehearsal.InstalledPrograms;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prisma schemas by {@code prisma validate} of the version that the project has installed. It sees
 * the schema's files alone: {@code prisma.config.ts} is code of the repository and is not run.
 */
public final class PrismaVerifier implements Verifier {
  private static final String CHECK = "prisma validate";
  private static final String PROGRAM = "node_modules/prisma/build/index.js";
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Pattern VARIABLE = Pattern.compile("env\\(\\s*\"(\\w+)\"\\s*\\)");
  private static final Pattern PROVIDER =
      Pattern.compile("(?s)datasource\\s+\\w+\\s*\\{.*?provider\\s*=\\s*\"(\\w+)\"");

  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");

  private final OutsideTool tools;

  public PrismaVerifier(OutsideTool tools) {
    this.tools = tools.within(LIMIT);
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.path().endsWith(".prisma");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return verify(artifact, together, Surroundings.unknown());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together, Surroundings around) {
    Optional<Path> node = tools.find("node");
    Optional<Workspace> workspace = around.workspace();
    if (node.isEmpty() || workspace.isEmpty()) {
      return List.of(
          new Evidence.NotRun(
              CHECK,
              node.isEmpty()
                  ? "node is not installed; it would run the project's own prisma"
                  : "the repository is not known, and its prisma is needed"));
    }
    return List.of(
        switch (InstalledPrograms.find(
            workspace.get(), Paths.folder(artifact.path()), PROGRAM, around.runsCode())) {
          case FoundProgram.None(String why) -> new Evidence.NotRun(CHECK, why);
          case FoundProgram.Program(Path program) ->
              validated(artifact, schema(artifact, together, around), node.get(), program);
        });
  }

  /** A schema may be split over the files of a folder; one that has its datasource stands alone. */
  private static List<Artifact> schema(
      Artifact artifact, List<Artifact> together, Surroundings around) {
    String folder = folder(artifact);
    List<Artifact> all =
        around.with(
            together,
            p -> p.endsWith(".prisma") && (folder.isEmpty() || p.startsWith(folder + "/")));
    long sources = all.stream().filter(a -> PROVIDER.matcher(a.content()).find()).count();
    boolean split = sources == 1 && all.size() > 1;
    return split ? all : List.of(artifact);
  }

  private static String folder(Artifact artifact) {
    return Paths.folder(artifact.path());
  }

  private Evidence validated(Artifact artifact, List<Artifact> schema, Path node, Path program) {
    Map<String, String> files = new HashMap<>();
    Map<String, String> environment = new HashMap<>();
    environment.put("PRISMA_HIDE_UPDATE_MESSAGE", "1");
    environment.put("NO_COLOR", "1");
    // It wants its engines at every start and downloads them; validate itself is WebAssembly and
    // never starts what these name.
    environment.put("PRISMA_SCHEMA_ENGINE_BINARY", node.toString());
    environment.put("PRISMA_QUERY_ENGINE_LIBRARY", node.toString());
    for (Artifact each : schema) {
      files.put(each.path(), each.content());
      String url = url(schema);
      VARIABLE.matcher(each.content()).results().forEach(m -> environment.put(m.group(1), url));
    }
    String at = schema.size() == 1 ? artifact.path() : Paths.in(folder(artifact), ".");
    try (CleanFolder folder = CleanFolder.of(files)) {
      OutsideTool.Run run =
          tools.runIn(
              folder.path(),
              node,
              List.of(program.toString(), "validate", "--schema", at),
              environment);
      return verdict(artifact, "prisma " + version(program), run);
    } catch (IOException e) {
      return new Evidence.NotRun(CHECK, "prisma " + e.getMessage());
    }
  }

  private static Evidence verdict(Artifact artifact, String version, OutsideTool.Run run) {
    String said = run.output().strip();
    if (run.exit() == 0) {
      return new Evidence.Passed(CHECK, version, artifact.sha256(), run.took(), "");
    }
    // An error of the schema has a number (Prisma's error reference); anything else is its own.
    if (!said.contains("P1012") && !said.contains("Validation Error")) {
      return new Evidence.NotRun(
          CHECK,
          "prisma could not work here: "
              + said.lines().filter(l -> !l.isBlank()).findFirst().orElse("it said nothing"));
    }
    String faults =
        String.join(
            "\n",
            said.lines()
                .map(String::strip)
                .filter(l -> l.startsWith("error:") || l.startsWith("-->"))
                .toList());
    return new Evidence.Failed(
        CHECK, version, artifact.sha256(), run.took(), faults.isEmpty() ? said : faults);
  }

  /** As its package says: the program would need its engines to tell. */
  private static String version(Path program) throws IOException {
    Path manifest = program.getParent().resolveSibling("package.json");
    Matcher version = VERSION.matcher(Files.readString(manifest));
    return version.find() ? version.group(1) : "of unknown version";
  }

  /** An address of the kind that the provider takes; nothing connects to it. */
  private static String url(List<Artifact> schema) {
    String provider =
        schema.stream()
            .map(a -> PROVIDER.matcher(a.content()))
            .filter(Matcher::find)
            .map(m -> m.group(1))
            .findFirst()
            .orElse("postgresql");
    return switch (provider) {
      case "mysql" -> "mysql://u:p@localhost:3306/d";
      case "sqlite" -> "file:./dev.db";
      case "sqlserver" -> "sqlserver://localhost:1433;database=d;user=u;password=p";
      case "mongodb" -> "mongodb://u:p@localhost:27017/d";
      default -> "postgresql://u:p@localhost:5432/d";
    };
  }
}
