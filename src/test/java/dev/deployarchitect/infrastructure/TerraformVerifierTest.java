package dev.deployarchitect.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerraformVerifierTest {
  private static final String VERSIONS =
      """
      terraform {
        required_version = ">= 1.10"
      }
      """;

  private static List<Evidence> verify(OutsideTool tools, List<Path> mirrors, Artifact... files) {
    TerraformVerifier verifier =
        new TerraformVerifier(new InfrastructureReviewer(Content.packed()), tools, mirrors);
    return verifier.verify(files[0], List.of(files));
  }

  private static Artifact file(String path, String content) {
    return new Artifact(path, content, "a file");
  }

  @Test
  void everyCheckSaysWhatItHeldTheFileAgainst() {
    List<Evidence> evidence =
        verify(
            OutsideTool.none(),
            List.of(),
            file("infra/main.tf", "resource \"aws_sqs_queue\" \"jobs\" {\n  name = \"jobs\"\n}\n"),
            file("infra/versions.tf", VERSIONS));
    assertThat(evidence)
        .extracting(Evidence::check)
        .containsExactly(
            "formatted",
            "references, calls and provider schemas (hashicorp/aws 6.66.0)",
            "own infrastructure rules",
            "terraform fmt -check",
            "terraform validate");
    assertThat(evidence.subList(0, 3)).allMatch(Evidence.Passed.class::isInstance);
    assertThat(evidence.subList(3, 5)).allMatch(Evidence.NotRun.class::isInstance);
  }

  @Test
  void aWrongArgumentFailsAtItsLineAndAnotherProviderIsNotRun() {
    List<Evidence> evidence =
        verify(
            OutsideTool.none(),
            List.of(),
            file("main.tf", "resource \"aws_sqs_queue\" \"jobs\" {\n  nome = \"jobs\"\n}\n"));
    assertThat(evidence.get(1)).isInstanceOf(Evidence.Failed.class);
    assertThat(evidence.get(1).toString()).contains("main.tf:2:3", "did you mean 'name'?");
    List<Evidence> other =
        verify(
            OutsideTool.none(), List.of(), file("main.tf", "resource \"heroku_app\" \"a\" {\n}\n"));
    assertThat(other)
        .anyMatch(e -> e instanceof Evidence.NotRun && e.check().equals("provider schema"));
  }

  @Test
  void valuesAreHeldAgainstTheVariablesOfTheFolderAbove() {
    Artifact variables =
        file(
            "terraform/variables.tf",
            "variable \"size\" {\n  type = number\n}\nvariable \"zones\" {\n  type = list(string)\n}\n");
    List<Evidence> wrong =
        verify(
            OutsideTool.none(),
            List.of(),
            file("terraform/environments/a.tfvars", "size  = \"big\"\nzonen = []\n"),
            variables);
    assertThat(wrong.get(1).toString())
        .contains("'size' takes a value of type number", "no variable is called 'zonen'");
    List<Evidence> right =
        verify(
            OutsideTool.none(),
            List.of(),
            file("terraform/environments/a.tfvars", "size  = 2\nzones = [\"a\"]\n"),
            variables);
    assertThat(right.get(1)).isInstanceOf(Evidence.Passed.class);
  }

  @Test
  void terraformItselfValidatesWhereItIsInstalled(@TempDir Path mirror) throws Exception {
    OutsideTool tools = OutsideTool.onPath(System.getenv("PATH"));
    assumeThat(tools.find("terraform")).isPresent();
    Evidence passed =
        last(tools, mirror, "locals {\n  a = 1\n}\n\noutput \"a\" {\n  value = local.a\n}\n");
    assertThat(passed).isInstanceOf(Evidence.Passed.class);
    Evidence failed = last(tools, mirror, "output \"a\" {\n  value = local.b\n}\n");
    assertThat(failed).isInstanceOf(Evidence.Failed.class);
    assertThat(failed.toString()).contains("main.tf:2");
    Evidence missing = last(tools, mirror, "resource \"aws_sqs_queue\" \"a\" {\n}\n");
    assertThat(missing).isInstanceOf(Evidence.NotRun.class);
    try (var left = Files.list(mirror)) {
      assertThat(left).isEmpty();
    }
    Evidence remote =
        last(tools, mirror, "module \"a\" {\n  source = \"github.com/acme/a?ref=v1\"\n}\n");
    assertThat(remote.toString()).contains("download modules");
  }

  @Test
  void testsRunWithMockedProvidersAndNotOtherwise(@TempDir Path mirror) {
    OutsideTool tools = OutsideTool.onPath(System.getenv("PATH"));
    assumeThat(tools.find("terraform")).isPresent();
    Artifact module = file("main.tf", "variable \"a\" {\n  type = number\n}\n");
    String test =
        "mock_provider \"x\" {}\n\nrun \"small\" {\n  command = plan\n\n  variables {\n    a = 2\n  }\n\n"
            + "  assert {\n    condition     = var.a < %d\n    error_message = \"large\"\n  }\n}\n";
    List<Path> mirrors = List.of(mirror);
    assertThat(
            verify(tools, mirrors, file("tests/a.tftest.hcl", test.formatted(3)), module).getLast())
        .isInstanceOf(Evidence.Passed.class);
    assertThat(
            verify(tools, mirrors, file("tests/a.tftest.hcl", test.formatted(2)), module).getLast())
        .isInstanceOf(Evidence.Failed.class);
    String applied = test.formatted(3).replace("  command = plan\n\n", "");
    assertThat(verify(tools, mirrors, file("tests/a.tftest.hcl", applied), module).getLast())
        .isInstanceOf(Evidence.NotRun.class);
    assertThat(
            verify(
                    tools,
                    mirrors,
                    file("tests/a.tftest.hcl", "run \"a\" {\n  command = plan\n}\n"),
                    module)
                .getLast()
                .toString())
        .contains("mocked providers");
    Artifact dangerous =
        file(
            "main.tf",
            "resource \"terraform_data\" \"a\" {\n  provisioner \"local-exec\" {\n    command = \"id\"\n  }\n}\n");
    assertThat(
            verify(tools, mirrors, file("tests/a.tftest.hcl", test.formatted(3)), dangerous)
                .getLast()
                .toString())
        .contains("would run commands");
  }

  private static Evidence last(OutsideTool tools, Path mirror, String text) {
    return verify(tools, List.of(mirror), file("main.tf", text)).getLast();
  }
}
