package dev.deployarchitect.front.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.tool.Approval;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private Approval.Decision answer(String typed) {
    Terminal terminal =
        new Terminal(
            Optional.of(new BufferedReader(new StringReader(typed))),
            new PrintStream(shown, true, StandardCharsets.UTF_8));
    return terminal.decide("id", new Approval("Write 1 file", "--- a/Dockerfile"), new Cancel());
  }

  @Test
  void aYesIsAYesAndAllElseIsNot() {
    assertThat(answer("y\n")).isInstanceOf(Approval.Decision.Approved.class);
    assertThat(answer(" Yes \n")).isInstanceOf(Approval.Decision.Approved.class);
    assertThat(answer("\n")).isEqualTo(new Approval.Decision.Rejected("no reason was given"));
    assertThat(answer("")).isInstanceOf(Approval.Decision.Rejected.class);
    assertThat(answer("yesterday\n")).isEqualTo(new Approval.Decision.Rejected("yesterday"));
    assertThat(shown.toString(StandardCharsets.UTF_8))
        .contains("--- a/Dockerfile", "Write 1 file? [y/N");
  }

  @Test
  void whereThereIsNoTerminalNobodyIsAsked() {
    Terminal nobody = new Terminal(Optional.empty(), System.err);
    assertThat(nobody.isThere()).isFalse();
    assertThat(nobody.decide("id", new Approval("a", "b"), new Cancel()))
        .isInstanceOf(Approval.Decision.NobodyToAsk.class);
  }
}
