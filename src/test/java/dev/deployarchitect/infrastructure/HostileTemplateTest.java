package dev.deployarchitect.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.text.Source;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Large and twisted templates end in bounded time, and no text makes a reader throw. */
class HostileTemplateTest {
  private static final InfrastructureReviewer REVIEWER =
      new InfrastructureReviewer(Content.packed());

  private static List<Finding> review(String text) {
    return assertTimeout(
        Duration.ofSeconds(20),
        () -> REVIEWER.cloudFormation().review(List.of(new Source("stack.yaml", text))));
  }

  private static String resources(int count, IntFunction<String> part) {
    return "Resources:\n" + IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }

  @Test
  void aRingOfTenThousandResourcesIsOneCycle() {
    List<Finding> findings =
        review(
            resources(
                10_000,
                i ->
                    "  R%d:\n    Type: AWS::SNS::Topic\n    DependsOn: R%d\n"
                        .formatted(i, (i + 1) % 10_000)));
    assertThat(findings)
        .filteredOn(f -> f.rule().id().equals("infrastructure/reference-cycle"))
        .hasSize(1);
  }

  @Test
  void aStatementThatNestsInItselfIsReadToItsEnd() {
    String statement = "NotStatement: { Statement: {".repeat(40) + "X: 1" + "} }".repeat(40);
    List<Finding> findings =
        review(
            """
            Resources:
              Firewall:
                Type: AWS::WAFv2::WebACL
                Properties:
                  Scope: REGIONAL
                  DefaultAction: { Allow: {} }
                  VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: a }
                  Rules:
                    - Name: a
                      Priority: 0
                      VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: a }
                      Statement: { %s }
            """
                .formatted(statement));
    assertThat(findings).anySatisfy(f -> assertThat(f.message()).contains("has no property 'X'"));
  }

  @Test
  void whatIsNoMappingIsSaidAndNotFollowed() {
    assertThat(review("Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties: [1]\n"))
        .anySatisfy(f -> assertThat(f.message()).contains("takes a mapping, not a list"));
    review("Resources: [AWS::SNS::Topic]\nOutputs: 7\nParameters: !Ref x\n");
    review("Resources:\n  A: !Sub [AWS::SNS::Topic]\n  B: { Fn::GetAtt: [] }\n  C: !If [x]\n");
    review("Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties: { Fn::If: [a, b] }\n");
  }

  @Test
  void damagedTemplatesAreReadWithoutAnException() {
    String text =
        Content.packed()
            .text("tools/infrastructure/generate_cloudformation/templates/network.yaml");
    DamagedText.of(
        text,
        "{}[]!\"$&*:-,",
        150,
        damaged -> REVIEWER.cloudFormation().review(List.of(new Source("stack.yaml", damaged))));
  }
}
