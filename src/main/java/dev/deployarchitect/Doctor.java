package dev.deployarchitect;

import dev.deployarchitect.build.BakeVerifier;
import dev.deployarchitect.build.BuildSettingsVerifier;
import dev.deployarchitect.build.ComposeVerifier;
import dev.deployarchitect.build.DockerfileVerifier;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.ScriptVerifier;
import dev.deployarchitect.delivery.ShellVerifier;
import dev.deployarchitect.front.cli.DoctorCommand.Line;
import dev.deployarchitect.front.cli.ModelOptions;
import dev.deployarchitect.infrastructure.CloudFormationVerifier;
import dev.deployarchitect.infrastructure.TerraformVerifier;
import dev.deployarchitect.monitoring.AlertRulesVerifier;
import dev.deployarchitect.pipeline.GitlabVerifier;
import dev.deployarchitect.pipeline.WorkflowVerifier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this machine has, and what is missing would add. */
final class Doctor {
  private static final List<OutsideCheck> CHECKS =
      List.of(
          ShellVerifier.BASH,
          ShellVerifier.SHELLCHECK,
          ScriptVerifier.NODE,
          DockerfileVerifier.HADOLINT,
          DockerfileVerifier.BUILD_CHECK,
          BuildSettingsVerifier.NODE,
          BakeVerifier.PRINT,
          ComposeVerifier.CONFIG,
          WorkflowVerifier.ACTIONLINT,
          WorkflowVerifier.ZIZMOR,
          GitlabVerifier.SCHEMA,
          TerraformVerifier.FMT,
          CloudFormationVerifier.LINT,
          AlertRulesVerifier.CHECK);

  private Doctor() {}

  static List<Line> examine(OutsideTool tools, ModelOptions model) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            "java",
            true,
            "%s, %s".formatted(Runtime.version(), System.getProperty("java.vendor"))));
    lines.add(endpoint(model));
    for (OutsideCheck check : CHECKS) {
      Optional<String> version = check.version(tools);
      lines.add(
          new Line(
              check.program(),
              version.isPresent(),
              version.orElse("not installed; it would check " + check.adds())));
    }
    return lines;
  }

  private static Line endpoint(ModelOptions model) {
    if (model.model().isEmpty()) {
      return new Line(
          "model",
          true,
          "offline: no language model; set ARCHITECT_MODEL and ARCHITECT_BASE_URL for one");
    }
    URI uri = URI.create(model.baseUrl());
    int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(uri.getHost(), port), 3_000);
      return new Line("model", true, model.model() + " at " + model.baseUrl() + ", reachable");
    } catch (IOException | IllegalArgumentException e) {
      return new Line("model", false, model.baseUrl() + " cannot be reached");
    }
  }
}
