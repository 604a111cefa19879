package dev.deployarchitect.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files are checked side by side, and an end from outside ends what runs. */
class VerificationTest {
  private static final Path BASH = Path.of("/bin/bash");

  /** Runs a real program that takes as long as the file says, in seconds. */
  private record Sleeping(OutsideTool tools) implements Verifier {
    @Override
    public boolean verifies(Artifact artifact) {
      return artifact.path().endsWith(".seconds");
    }

    @Override
    public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
      OutsideCheck check =
          new OutsideCheck(
              "bash",
              List.of("--version"),
              List.of("-c", "sleep " + artifact.content()),
              e -> e == 0,
              "nothing");
      return List.of(check.run(artifact, tools));
    }
  }

  private static final Verification SLEEPING =
      new Verification(
          List.of(new Sleeping(new OutsideTool(List.of(Path.of("/bin")), Duration.ofSeconds(60)))));

  private static Artifact file(int number, String seconds) {
    return new Artifact("f%d.seconds".formatted(number), seconds, "");
  }

  @Test
  void theOrderIsThatOfTheFilesWhoeverEndsFirst() {
    assumeThat(BASH).exists();
    List<Artifact> files =
        IntStream.range(0, 6).mapToObj(i -> file(i, i % 2 == 0 ? "0.3" : "0")).toList();
    List<Delivered> delivered = SLEEPING.verify(files);
    assertThat(delivered).extracting(Delivered::artifact).containsExactlyElementsOf(files);
    assertThat(delivered)
        .allSatisfy(d -> assertThat(d.evidence().getFirst()).isInstanceOf(Evidence.Passed.class));
    assertThat(SLEEPING.verify(List.of())).isEmpty();
  }

  @Test
  void anInterruptedVerificationEndsAndLeavesNoProcessBehind() throws Exception {
    assumeThat(BASH).exists();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread asking =
        Thread.ofVirtual()
            .start(() -> {
              try {
                SLEEPING.verify(List.of(file(1, "54.321")));
              } catch (RuntimeException e) {
                thrown.set(e);
              }
            });
    await(true);
    asking.interrupt();
    assertThat(asking.join(Duration.ofSeconds(10))).isTrue();
    assertThat(thrown.get()).isInstanceOf(CancellationException.class);
    await(false);
  }

  /** Until a process that sleeps so long is there, or is no more. */
  private static void await(boolean there) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      boolean found =
          ProcessHandle.current()
              .descendants()
              .anyMatch(p -> p.info().commandLine().orElse("").contains("54.321"));
      if (found == there) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError(there ? "no check began" : "a process outlived its check");
  }

  @Test
  void aVerifierThatBreaksIsAnErrorAndNotSilence() {
    Verifier broken =
        new Verifier() {
          @Override
          public boolean verifies(Artifact artifact) {
            return true;
          }

          @Override
          public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
            throw new IllegalArgumentException("broken");
          }
        };
    assertThatThrownBy(() -> new Verification(List.of(broken)).verify(List.of(file(1, "0"))))
        .hasRootCauseMessage("broken");
  }

  @Test
  void aProgramIsAskedForItsVersionOnce() throws Exception {
    assumeThat(BASH).exists();
    OutsideTool tools = new OutsideTool(List.of(Path.of("/bin")), Duration.ofSeconds(10));
    List<String> counting = List.of("-c", "echo $RANDOM$RANDOM.0");
    String first = tools.version(BASH, counting);
    assertThat(tools.within(Duration.ofSeconds(5)).version(BASH, counting)).isEqualTo(first);
    assertThat(tools.run(BASH, counting, Map.of()).output()).isNotEqualTo(first);
  }
}
