package dev.deployarchitect.bench;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.infrastructure.InfrastructureReviewer;
import dev.deployarchitect.syntax.hcl.HclBody;
import dev.deployarchitect.syntax.hcl.HclFormat;
import dev.deployarchitect.syntax.hcl.HclReader;
import dev.deployarchitect.text.Source;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A thousand files of real modules, read, printed and held against the schemas: {@code mvn -Pbench
 * test-compile exec:exec@jmh -Dbench=Terraform -Dfolder=FOLDER}.
 */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TerraformBenchmark {
  private static final int FILES = 1_000;

  /** A folder with Terraform of any depth. */
  @Param("generated")
  public String folder;

  private InfrastructureReviewer reviewer;
  private List<Source> sources;

  @Setup
  public void prepare() throws IOException {
    List<Path> found;
    try (Stream<Path> walk = Files.walk(Path.of(folder))) {
      found = walk.filter(p -> p.toString().endsWith(".tf")).sorted().limit(FILES).toList();
    }
    sources = new ArrayList<>();
    for (Path file : found) {
      sources.add(new Source(Path.of(folder).relativize(file).toString(), Files.readString(file)));
    }
    reviewer = new InfrastructureReviewer(Content.packed());
  }

  @Benchmark
  public List<HclBody.File> read() {
    return sources.stream().map(HclReader::read).toList();
  }

  @Benchmark
  public int print() {
    return sources.stream().mapToInt(s -> HclFormat.format(s.text()).length()).sum();
  }

  @Benchmark
  public List<Finding> review() {
    return reviewer.review(sources);
  }
}
