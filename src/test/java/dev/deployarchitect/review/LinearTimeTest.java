package dev.deployarchitect.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A review of twice the text takes about twice the time, whatever the text holds: all analyzers,
 * the readers below them, the detectors of the profile, redaction and rendering, over every shape
 * of {@link HostileText}. Times are those of the thread on a core, so that a busy machine does not
 * count.
 */
class LinearTimeTest {
  private static final Architect ARCHITECT = Given.architect();
  private static final int SMALL = 48_000;

  /**
   * Milliseconds below which the small text proves nothing and needs not: at the largest size that
   * is read, 1 MiB, a square of it is still within the time of one file.
   */
  private static final long FLOOR = 25;

  /** Milliseconds that no file of the small size is worth, whatever twice of it takes. */
  private static final long SLOW = 3_000;

  @TempDir Path folder;
  private int made;

  @BeforeAll
  static void warm(@TempDir Path folder) throws IOException {
    int i = 0;
    for (List<HostileText> shapes : byFile().values()) {
      for (HostileText shape : shapes.subList(0, Math.min(12, shapes.size()))) {
        millis(folder.resolve("w" + i++), shape, 2_000);
      }
    }
  }

  static Map<String, List<HostileText>> byFile() {
    return HostileText.all().stream().collect(Collectors.groupingBy(HostileText::path));
  }

  static List<String> files() {
    return byFile().keySet().stream().sorted().toList();
  }

  private static long millis(Path into, HostileText shape, int characters) throws IOException {
    Files.createDirectory(into);
    ToolContext context = new ToolContext(Workspaces.of(into, shape.files(characters)));
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    ToolResult result =
        ARCHITECT.toolbox().call("review_project", Given.json("{\"strict\":true}"), context);
    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    assertThat(result).as(shape.toString()).isInstanceOf(ToolResult.Done.class);
    return took / 1_000_000;
  }

  /** The best of up to three, which noise disturbs least. */
  private long best(HostileText shape, int characters, long enough) throws IOException {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3 && best >= enough; i++) {
      best = Math.min(best, millis(folder.resolve("r" + made++), shape, characters));
    }
    return best;
  }

  @ParameterizedTest
  @MethodSource("files")
  void twiceTheTextTakesAboutTwiceTheTime(String file) throws IOException {
    List<String> slow = new ArrayList<>();
    for (HostileText shape : byFile().get(file)) {
      long small = best(shape, SMALL, FLOOR);
      if (small >= SLOW) {
        slow.add("%s: %d ms".formatted(shape, small));
      }
      if (small >= FLOOR) {
        long large = best(shape, 2 * SMALL, 3 * small);
        if (large >= 3 * small) {
          slow.add("%s: %d ms, twice of it %d ms".formatted(shape, small, large));
        }
      }
    }
    assertThat(slow).isEmpty();
  }
}
