package dev.deployarchitect.delivery;

import java.util.List;

/** Shell scripts under {@code bash -n} and shellcheck. */
public final class ShellVerifier implements Verifier {
  public static final OutsideCheck BASH =
      new OutsideCheck(
          "bash",
          List.of("--version"),
          List.of("-n", "FILE"),
          e -> e == 0,
          "the syntax of shell scripts");
  public static final OutsideCheck SHELLCHECK =
      new OutsideCheck(
          "shellcheck",
          List.of("--version"),
          List.of("--severity=warning", "FILE"),
          e -> e == 0,
          "shell scripts for quoting and portability");

  private final OutsideTool tools;

  public ShellVerifier(OutsideTool tools) {
    this.tools = tools;
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.path().endsWith(".sh")
        || artifact.content().startsWith("#!/bin/sh")
        || artifact.content().startsWith("#!/usr/bin/env bash");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return List.of(BASH.run(artifact, tools), SHELLCHECK.run(artifact, tools));
  }
}
