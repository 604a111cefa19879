package dev.deployarchitect.bench;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.pipeline.WorkflowReviewer;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Workflows a second on one core: {@code mvn -Pbench test-compile exec:exec@jmh -Dbench=Workflow}.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class WorkflowBenchmark {
  private static final int FILES = 1_000;
  private static final String PATH = ".github/workflows/a.yml";

  /** The workflows below this folder, varied until there are a thousand. */
  @Param("eval/workspaces")
  public String folder;

  private List<String> texts;
  private WorkflowReviewer reviewer;
  private Workspace workspace;
  private ProjectProfile profile;

  @Setup
  public void prepare() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(Path.of(folder))) {
      for (Path path :
          walk.filter(p -> p.toString().matches(".*/(workflows|ci|deployments)/[^/]+\\.ya?ml"))
              .toList()) {
        found.add(Files.readString(path));
      }
    }
    texts = new ArrayList<>();
    for (int i = 0; texts.size() < FILES; i++) {
      texts.add(found.get(i % found.size()) + "\n# " + i + "\n");
    }
    reviewer = new WorkflowReviewer(Content.packed(), OutsideTool.none());
    workspace = Workspace.open(Files.createTempDirectory("bench"));
    profile = ProjectProfile.of(workspace);
  }

  @Benchmark
  @OperationsPerInvocation(FILES)
  public void read(Blackhole sink) {
    for (String text : texts) {
      sink.consume(Workflow.of(YamlReader.read(new Source(PATH, text))));
    }
  }

  @Benchmark
  @OperationsPerInvocation(FILES)
  public void readAndReview(Blackhole sink) {
    for (String text : texts) {
      sink.consume(reviewer.review(List.of(PATH), workspace.with(PATH, text), profile));
    }
  }
}
