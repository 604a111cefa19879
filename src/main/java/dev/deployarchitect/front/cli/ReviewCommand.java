package dev.deployarchitect.front.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.tool.Repository;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code architect review DIR}: the tool {@code review_project}, with an exit code. */
@Command(
    name = "review",
    mixinStandardHelpOptions = true,
    description = "Run every reader over a repository; worst findings first.",
    footer = {
      "",
      "Exit code: 0 below the threshold, 1 at or above it, 2 when the review is incomplete: wrong"
          + " settings, files that cannot be read, or nothing to analyse."
    })
final class ReviewCommand implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final CommandLineFront.Needs needs;

  @Parameters(index = "0", defaultValue = ".", description = "The folder (default: this one).")
  private Path folder;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, json, markdown, sarif or rdjsonl.")
  private String format;

  @Option(
      names = "--fail-on",
      description =
          "critical, high, medium, low, info or never (default: .architect.yml's"
              + " threshold, or high).")
  private String failOn;

  @Option(
      names = "--since",
      description = "Only findings that the changes since this git revision bring.")
  private String since;

  @Option(names = "--baseline", description = "A JSON report; its findings are left out.")
  private Path baseline;

  @Option(names = "--min-severity", description = "Show only findings this bad or worse.")
  private String minSeverity;

  @Option(names = "--strict", description = "Also show what only a strict reviewer would ask for.")
  private boolean strict;

  ReviewCommand(CommandLineFront.Needs needs) {
    this.needs = needs;
  }

  @Override
  public Integer call() {
    if (failOn != null && !failOn.equals("never") && Severity.of(failOn).isEmpty()) {
      throw new UsageException("--fail-on takes critical, high, medium, low, info or never.");
    }
    ObjectNode arguments = MAPPER.createObjectNode();
    arguments.put("format", format);
    if (since != null) {
      arguments.put("since", since);
    }
    if (minSeverity != null) {
      arguments.put("min_severity", minSeverity);
    }
    if (strict) {
      arguments.put("strict", true);
    }
    if (baseline != null) {
      arguments.set("known", fingerprints());
    }
    Workspace workspace = Workspace.open(folder);
    ToolContext context = new ToolContext(workspace);
    return switch (needs.toolbox().call("review_project", arguments, context)) {
      case ToolResult.Done done -> {
        needs.out().print(named(done.text(), Repository.of(workspace)));
        needs.out().flush();
        yield exitCode(done.data());
      }
      case ToolResult other -> throw new UsageException(other.text());
    };
  }

  /** With the repository it is about, where the format has a place for it. */
  private String named(String report, Repository repository) {
    return switch (format) {
      case "text" -> repository.line() + "\n" + report;
      case "markdown" ->
          report.replaceFirst(
              "\n\n", Matcher.quoteReplacement("\n\n" + repository.line() + "\n\n"));
      case "json" -> json(report, repository);
      default -> report;
    };
  }

  private static String json(String report, Repository repository) {
    try {
      ObjectNode json = MAPPER.createObjectNode();
      json.set("repository", repository.json());
      json.setAll((ObjectNode) MAPPER.readTree(report));
      return json.toPrettyString() + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of ours is no JSON", e);
    }
  }

  private ArrayNode fingerprints() {
    ArrayNode known = MAPPER.createArrayNode();
    try {
      JsonNode report = MAPPER.readTree(Files.readString(baseline));
      for (JsonNode finding : report.path("findings")) {
        known.add(finding.path("fingerprint").asText());
      }
      if (!report.has("findings")) {
        throw new UsageException("%s is no JSON report of a review.".formatted(baseline));
      }
    } catch (JsonProcessingException e) {
      throw new UsageException("%s is no JSON report of a review.".formatted(baseline));
    } catch (IOException e) {
      throw new UsageException("%s cannot be read.".formatted(baseline));
    }
    return known;
  }

  private int exitCode(JsonNode data) {
    JsonNode errors = data.path("errors");
    if (!errors.isEmpty()) {
      needs.err().printf("architect: the review is incomplete:%n");
      errors.forEach(error -> needs.err().printf("  %s%n", error.asText()));
      return CommandLineFront.USAGE;
    }
    String label = failOn != null ? failOn : data.path("threshold").asText("high");
    if (label.equals("never")) {
      return CommandLineFront.OK;
    }
    Severity threshold = Severity.of(label).orElse(Severity.HIGH);
    for (Severity severity : Severity.values()) {
      if (severity.reaches(threshold) && data.path("summary").path(severity.label()).asInt() > 0) {
        return CommandLineFront.FOUND;
      }
    }
    return CommandLineFront.OK;
  }
}
