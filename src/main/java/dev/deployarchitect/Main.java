package dev.deployarchitect;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.front.cli.CommandLineFront;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program. */
public final class Main {
  private Main() {}

  public static void main(String[] words) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    int code = run(System.getenv(), out, System.err, words);
    out.flush();
    System.exit(code);
  }

  static int run(
      Map<String, String> environment, PrintStream out, PrintStream err, String... words) {
    String override = environment.getOrDefault("ARCHITECT_CONTENT", "");
    Content content =
        override.isBlank() ? Content.packed() : Content.overriddenBy(Path.of(override));
    OutsideTool outside = OutsideTool.onPath(environment.getOrDefault("PATH", ""));
    Architect architect = new Architect(content, outside);
    return new CommandLineFront(
            new CommandLineFront.Needs(architect.toolbox(), content, out, err, List.of()))
        .run(words);
  }
}
