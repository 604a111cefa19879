package dev.deployarchitect.bench;

import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A history of 700 migrations with all rules: {@code mvn -Pbench test-compile exec:exec@jmh
 * -Dbench=Migration}.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class MigrationBenchmark {
  private static final int FILES = 700;

  /** The migrations below this folder, repeated until there are seven hundred. */
  @Param("eval/workspaces")
  public String folder;

  private MigrationReviewer reviewer;
  private Workspace workspace;
  private ProjectProfile profile;
  private List<String> paths;

  @Setup
  public void prepare() throws IOException {
    List<Path> found;
    try (Stream<Path> walk = Files.walk(Path.of(folder))) {
      found = walk.filter(p -> p.endsWith("migration.sql")).sorted().toList();
    }
    Path home = Files.createTempDirectory("bench");
    for (int i = 0; i < FILES; i++) {
      Path file = home.resolve("prisma/migrations/%05d_step/migration.sql".formatted(i));
      Files.createDirectories(file.getParent());
      Files.copy(found.get(i % found.size()), file);
    }
    reviewer = new MigrationReviewer();
    workspace = Workspace.open(home);
    profile = ProjectProfile.of(workspace);
    paths = workspace.paths(reviewer::reads);
  }

  @Benchmark
  public List<Finding> review() {
    return reviewer.review(paths, workspace, profile);
  }
}
