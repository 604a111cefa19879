package dev.deployarchitect.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are verified alone are held against what lies around them in their repository. */
class SurroundedVerifiersTest {
  private static final InfrastructureReviewer REVIEWER =
      new InfrastructureReviewer(Content.packed());
  private static final Verifier TERRAFORM =
      new TerraformVerifier(REVIEWER, OutsideTool.none(), List.of());
  private static final Verifier CLOUDFORMATION =
      new CloudFormationVerifier(REVIEWER, OutsideTool.none());

  @TempDir private Path folder;

  private Evidence checked(
      Verifier verifier, Map<String, String> around, String path, String content, String check) {
    Artifact file = new Artifact(path, content, "a file");
    return verifier
        .verify(file, List.of(file), Surroundings.of(Workspaces.of(folder, around)))
        .stream()
        .filter(e -> e.check().startsWith(check))
        .findFirst()
        .orElseThrow();
  }

  private static final Map<String, String> MODULE =
      Map.of(
          "infra/variables.tf", "variable \"region\" {\n  type = string\n}\n",
          "infra/main.tf", "output \"region\" {\n  value = var.region\n}\n");

  @Test
  void anUndeclaredVariableFailsThoughTheDeclarationsAreNotAmongTheFiles() {
    Evidence wrong =
        checked(TERRAFORM, MODULE, "infra/env/prod.tfvars", "regoin = \"eu\"\n", "variables");
    assertThat(wrong).isInstanceOf(Evidence.Failed.class);
    assertThat(wrong.toString()).contains("regoin", "did you mean 'region'?");
    Evidence right =
        checked(TERRAFORM, MODULE, "infra/env/prod.tfvars", "region = \"eu\"\n", "variables");
    assertThat(right).isInstanceOf(Evidence.Passed.class);
  }

  @Test
  void valuesWithoutAModuleAreNotRun() {
    Evidence none =
        checked(TERRAFORM, Map.of("other/a.tf", ""), "infra/a.tfvars", "a = 1\n", "variables");
    assertThat(none).isInstanceOf(Evidence.NotRun.class);
    assertThat(none.toString()).contains("'infra/'");
  }

  @Test
  void aFileOfAModuleKnowsWhatItsNeighboursAndCalledModulesDeclare() {
    Map<String, String> around =
        Map.of(
            "infra/variables.tf", "variable \"region\" {\n  type = string\n}\n",
            "modules/net/main.tf", "output \"id\" {\n  value = \"n\"\n}\n");
    String main =
        """
        module "net" {
          source = "../modules/net"
        }

        output "all" {
          value = "${var.region}%s${module.net.%s}"
        }
        """;
    assertThat(checked(TERRAFORM, around, "infra/main.tf", main.formatted("/", "id"), "references"))
        .isInstanceOf(Evidence.Passed.class);
    assertThat(checked(TERRAFORM, around, "infra/main.tf", main.formatted("/", "ip"), "references"))
        .isInstanceOf(Evidence.Failed.class);
  }

  @Test
  void parametersAreHeldAgainstTheTemplateAboveThemOrNotRun() {
    Map<String, String> around =
        Map.of(
            "cfn/app.yaml",
            """
            AWSTemplateFormatVersion: "2010-09-09"
            Parameters:
              Size:
                Type: Number
            Resources:
              Queue:
                Type: AWS::SQS::Queue
            """);
    String check = "fits";
    assertThat(checked(CLOUDFORMATION, around, "cfn/env/a.parameters", "Size=1\n", check))
        .isInstanceOf(Evidence.Passed.class);
    assertThat(checked(CLOUDFORMATION, around, "cfn/env/a.parameters", "Sise=1\n", check))
        .isInstanceOf(Evidence.Failed.class);
    assertThat(checked(CLOUDFORMATION, Map.of(), "x/a.parameters", "Size=1\n", check))
        .isInstanceOf(Evidence.NotRun.class);
  }
}
