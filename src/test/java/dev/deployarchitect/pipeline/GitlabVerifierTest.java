package dev.deployarchitect.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitlabVerifierTest {
  private static final String GOOD =
      """
      stages: [test, deploy]
      include:
        - template: Jobs/SAST.gitlab-ci.yml
      check:
        stage: test
        script: [npm test]
      deploy:
        stage: deploy
        script: [./deploy.sh]
      """;

  private static Evidence verify(String text) {
    Artifact artifact = new Artifact(".gitlab-ci.yml", text, "test", List.of());
    return new GitlabVerifier(OutsideTool.none()).verify(artifact, List.of()).getFirst();
  }

  @Test
  void aGoodPipelinePasses() {
    assertThat(verify(GOOD)).isInstanceOf(Evidence.Passed.class);
  }

  @Test
  void aJobOfGitlabsTemplateIsSetWithoutAScript() {
    assertThat(verify(GOOD + "container_scanning:\n  stage: deploy\n"))
        .isInstanceOf(Evidence.Passed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [test, deploy]           | [check, deploy]   | needs a stage
          stage: deploy            | stage: deliver    | not in
          script: [./deploy.sh]    | tags: [a]         | has no script
          script: [npm test]       | scripts: [a]      | is no key of a job
          """)
  void whatGitlabWouldRefuseFails(String good, String bad, String said) {
    assertThat(verify(GOOD.replace(good, bad)))
        .isInstanceOf(Evidence.Failed.class)
        .asString()
        .contains(said);
  }
}
