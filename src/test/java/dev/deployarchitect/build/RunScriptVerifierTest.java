package dev.deployarchitect.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.build.review.DockerfileReviewer;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunScriptVerifierTest {
  private static Artifact dockerfile(String text) {
    return new Artifact("Dockerfile", text, "");
  }

  private static Evidence check(String text, OutsideTool tools) {
    Artifact artifact = dockerfile(text);
    return new RunScriptVerifier(new DockerfileReviewer(Given.architect().content()), tools)
        .verify(artifact, List.of(artifact))
        .getFirst();
  }

  @Test
  void eachRunIsASubshellOfOneScript() {
    assertThat(
            RunScriptVerifier.script(
                dockerfile(
                    """
                    FROM alpine
                    RUN --mount=type=cache,target=/x a \\
                      # why
                      && b
                    RUN ["exec", "form"]
                    RUN <<EOF
                    c "$x"
                    EOF
                    """)))
        .hasValue("#!/bin/sh\n(\na   && b\n)\n(\nc \"$x\"\n)\n");
  }

  @Test
  void withoutAnythingForShTheCheckIsNotRun() {
    OutsideTool path = OutsideTool.onPath("/usr/bin:/usr/local/bin");
    for (String none :
        List.of(
            "FROM alpine\nCMD [\"x\"]\n",
            "FROM alpine\nSHELL [\"pwsh\"]\nRUN Get-Item *\n",
            "FROM alpine\nRUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF\n")) {
      assertThat(check(none, path)).as(none).isInstanceOf(Evidence.NotRun.class);
    }
  }

  @Test
  void whatAnotherShellReadsIsNotGivenToSh() {
    assertThat(
            RunScriptVerifier.script(dockerfile("FROM alpine\nSHELL [\"pwsh\"]\nRUN Get-Item *\n")))
        .isEmpty();
  }

  @Test
  void aFaultInRunFailsWhereShellcheckIsInstalled() {
    OutsideTool path = OutsideTool.onPath("/usr/bin:/usr/local/bin");
    String fault = "FROM alpine\nRUN cd /x; [ $1 == '' ] && rm -rf \"$d/\"*\n";
    assertThat(check(fault, path))
        .isInstanceOf(
            path.find("shellcheck").isPresent() ? Evidence.Failed.class : Evidence.NotRun.class);
    assertThat(check("FROM alpine\nRUN ls /x\n", path)).isNotInstanceOf(Evidence.Failed.class);
    assertThat(check(fault, OutsideTool.none())).isInstanceOf(Evidence.NotRun.class);
  }
}
