package dev.deployarchitect.front.cli;

import picocli.CommandLine.Option;

/** Which model answers. Without a model's name the offline architect does. */
public final class ModelOptions {

  @Option(
      names = "--model",
      defaultValue = "${env:ARCHITECT_MODEL:-}",
      description = "Name of a model at the endpoint (env ARCHITECT_MODEL); offline without it.")
  private String model = "";

  @Option(
      names = "--base-url",
      defaultValue = "${env:ARCHITECT_BASE_URL:-https://api.openai.com/v1}",
      description = "An OpenAI-compatible endpoint (env ARCHITECT_BASE_URL).")
  private String baseUrl = "";

  public String model() {
    return model == null ? "" : model.strip();
  }

  public String baseUrl() {
    return baseUrl;
  }
}
