package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a generator hands over for a project. */
final class GeneratedFiles {
  private GeneratedFiles() {}

  /** Contents by path, to be damaged by a test. */
  static Map<String, String> of(
      String tool, String arguments, Path folder, Map<String, String> project) throws IOException {
    ToolResult result =
        Given.call(new ToolContext(Workspaces.of(folder, project)), tool, arguments);
    assertThat(result).isInstanceOf(ToolResult.Done.class);
    Map<String, String> files = new TreeMap<>();
    ((ToolResult.Done) result)
        .files()
        .forEach(f -> files.put(f.artifact().path(), f.artifact().content()));
    return files;
  }
}
