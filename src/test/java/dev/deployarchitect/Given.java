package dev.deployarchitect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The real house, for tests. */
public final class Given {
  public static final Path SAMPLE = Path.of("eval", "workspaces", "who-covers-it");

  private Given() {}

  /** Composed as in production, with outside programs hidden. */
  public static Architect architect() {
    return new Architect(Content.packed(), OutsideTool.none());
  }

  public static ToolContext sample() {
    return new ToolContext(Workspace.open(SAMPLE));
  }

  public static ToolResult call(ToolContext context, String tool, String arguments) {
    return architect().toolbox().call(tool, json(arguments), context);
  }

  public static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
