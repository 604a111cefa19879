package dev.deployarchitect.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds: findings at places, soon, and never an exception. */
class HostileWorkflowTest {
  private static final WorkflowReviewer REVIEWER =
      new WorkflowReviewer(Content.packed(), OutsideTool.none());
  private static final String PATH = ".github/workflows/a.yml";
  private static final String JOB =
      "on: pull_request\njobs:\n  j:\n    runs-on: ubuntu-24.04\n    steps:\n";

  @TempDir private Path folder;

  private List<Finding> review(String text) {
    Workspace workspace = Workspaces.of(folder, Map.of(PATH, text));
    return REVIEWER.review(List.of(PATH), workspace, ProjectProfile.of(workspace));
  }

  private static String many(int count, java.util.function.IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining());
  }

  static Stream<Arguments> large() {
    String head = "on: push\njobs:\n";
    return Stream.of(
        Arguments.of(
            "10,000 jobs",
            head
                + many(
                    10_000,
                    i ->
                        "  j%d:\n    runs-on: ubuntu-24.04\n    steps: [{run: 'echo ${{ github.head_ref }}'}]\n"
                            .formatted(i))),
        Arguments.of(
            "10,000 steps that know each other",
            JOB
                + many(
                    10_000,
                    i ->
                        "      - id: s%d\n        run: echo ${{ steps.s%d.outputs.x }}\n"
                            .formatted(i, i - 1))),
        Arguments.of(
            "an environment that refers to itself",
            "env:\n"
                + many(4_000, i -> "  A%d: ${{ env.A%d }}\n".formatted(i, (i + 1) % 4_000))
                + JOB
                + many(3_000, i -> "      - run: echo ${{ env.A%d }}\n".formatted(i))),
        Arguments.of(
            "a matrix of 5,000 values in 3,000 steps",
            JOB.replace(
                    "    steps",
                    "    strategy: {matrix: {os: ["
                        + many(5_000, i -> "'o${{ github.head_ref }}',")
                        + "a]}}\n    steps")
                + "      - run: echo ${{ matrix.os }}\n".repeat(3_000)),
        Arguments.of(
            "20,000 expressions",
            JOB + "      - run: |\n" + "          echo ${{ github.head_ref }}\n".repeat(20_000)),
        Arguments.of(
            "a condition of 5,000 parts",
            JOB + "      - run: a\n        if: " + "github.a == 'b' && ".repeat(5_000) + "true\n"),
        Arguments.of(
            "20,000 parentheses",
            JOB
                + "      - run: echo ${{ "
                + "(".repeat(20_000)
                + "a"
                + ")".repeat(20_000)
                + " }}\n"),
        Arguments.of("open braces", JOB + "      - run: echo " + "${{ '".repeat(20_000) + "\n"),
        Arguments.of(
            "a script of 1 MiB",
            JOB + "      - run: |\n" + ("          " + "x".repeat(80) + "\n").repeat(11_000)),
        Arguments.of(
            "deep nesting", head + many(800, i -> "  ".repeat(i + 1) + "k%d:\n".formatted(i))),
        Arguments.of(
            "aliases of aliases",
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
                + many(
                    7,
                    i ->
                        "b%d: &%c [%s]\n"
                            .formatted(i, 'b' + i, ("*" + (char) ('a' + i) + ",").repeat(9)))
                + JOB
                + "      - run: *h\n"),
        Arguments.of("an alias of itself", "on: push\njobs: &j\n  x: *j\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("large")
  void isReadInBoundedTime(String name, String text) {
    assertThat(text.length()).isPositive();
    long start = System.nanoTime();
    List<Finding> findings = review(text);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    for (Finding finding : findings) {
      assertThat(finding.span().end()).isLessThanOrEqualTo(finding.span().source().text().length());
    }
  }

  @Test
  void bytesThatAreNoTextAreReadAsFarAsTheyGo() throws IOException {
    Files.createDirectories(folder.resolve(PATH).getParent());
    Files.write(
        folder.resolve(PATH),
        (JOB + "      - run: caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));
    Workspace workspace = Workspace.open(folder);
    assertThat(REVIEWER.review(List.of(PATH), workspace, ProjectProfile.of(workspace)))
        .isNotEmpty();
  }

  @Test
  void realWorkflowsWithTheirLinesAndCharactersShuffledNeverThrow() throws IOException {
    Path sample = Path.of("eval/workspaces/who-covers-it/.github/workflows");
    Random random = new Random(20261123);
    try (Stream<Path> files = Files.list(sample)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        for (int round = 0; round < 60; round++) {
          review(round % 2 == 0 ? shuffledLines(text, random) : changed(text, random));
        }
      }
    }
  }

  private static String shuffledLines(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    Collections.shuffle(lines, random);
    return String.join("\n", lines);
  }

  private static String changed(String text, Random random) {
    String signs = "{}[]:'\"|>&*!%@`#\n\t $-,?\u0000\u00e9\u2028";
    StringBuilder out = new StringBuilder(text);
    for (int i = 0; i < 40; i++) {
      out.setCharAt(random.nextInt(out.length()), signs.charAt(random.nextInt(signs.length())));
    }
    return out.toString();
  }
}
