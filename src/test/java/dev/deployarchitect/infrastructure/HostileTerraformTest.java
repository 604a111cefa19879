package dev.deployarchitect.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.syntax.hcl.HclFormat;
import dev.deployarchitect.text.Source;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Large and twisted modules end in bounded time; the bound leaves room for a busy machine. */
class HostileTerraformTest {
  private static final InfrastructureReviewer REVIEWER =
      new InfrastructureReviewer(Content.packed());

  private static List<Finding> review(String text) {
    return assertTimeout(
        Duration.ofSeconds(20), () -> REVIEWER.review(List.of(new Source("main.tf", text))));
  }

  private static String repeat(int times, IntFunction<String> part) {
    return IntStream.range(0, times).mapToObj(part).collect(Collectors.joining());
  }

  @Test
  void tenThousandResources() {
    List<Finding> findings =
        review(
            repeat(
                10_000,
                i -> "resource \"aws_sqs_queue\" \"q%d\" {\n  nome = \"q\"\n}\n".formatted(i)));
    assertThat(findings).hasSizeBetween(300, 1_000);
  }

  @Test
  void aRingOfTenThousandLocalsIsOneCycle() {
    List<Finding> findings =
        review(
            "locals {\n"
                + repeat(10_000, i -> "  l%d = local.l%d\n".formatted(i, (i + 1) % 10_000))
                + "}\n");
    assertThat(findings)
        .filteredOn(f -> f.rule().id().equals("infrastructure/reference-cycle"))
        .hasSize(1);
  }

  @Test
  void longLinesDeepBlocksAndOpenBrackets() {
    review("locals {\n  a = [" + "1, ".repeat(50_000) + "1]\n}\n");
    review("a {\n".repeat(20_000) + "}\n".repeat(20_000));
    review("locals {\n  a = " + "{ b = ".repeat(5_000) + "\n");
    review("locals {\n  a = \"" + "${a}".repeat(25_000) + "\"\n}\n");
    review("locals {\n  a = <<EOT\n" + "x ${var.a} %{ if a } \n".repeat(10_000));
    assertTimeout(Duration.ofSeconds(20), () -> HclFormat.format("a = 1 # c\n".repeat(30_000)));
  }

  @Test
  void damagedModulesAreReadWithoutAnException() {
    String text =
        Content.packed()
            .text("tools/infrastructure/generate_terraform/templates/aws/modules/cdn/main.tf");
    DamagedText.of(
        text,
        "{}[]()\"$%<#=",
        250,
        damaged -> {
          REVIEWER.review(List.of(new Source("main.tf", damaged)));
          HclFormat.format(damaged);
        });
  }
}
