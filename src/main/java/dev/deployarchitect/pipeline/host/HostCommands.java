package dev.deployarchitect.pipeline.host;

import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;

/** The commands a host runs by itself on every build, with their places. */
record HostCommands(Source source, List<Command> commands) {
  private static final List<String> SCRIPTS =
      List.of("build", "vercel-build", "heroku-postbuild", "postinstall", "prebuild", "postbuild");

  /** One command: where it is configured, and its text. */
  record Command(String name, Node.Scalar text) {}

  static HostCommands read(Source source) {
    Document json = JsonReader.read(source);
    List<Command> commands = new ArrayList<>();
    if (source.path().endsWith("vercel.json")) {
      add(json, commands, "buildCommand");
      add(json, commands, "installCommand");
    } else {
      SCRIPTS.forEach(name -> add(json, commands, "scripts", name));
    }
    return new HostCommands(source, List.copyOf(commands));
  }

  private static void add(Document json, List<Command> commands, String... path) {
    json.at(path)
        .filter(Node.Scalar.class::isInstance)
        .map(Node.Scalar.class::cast)
        .filter(scalar -> scalar.style() == Node.Style.QUOTED)
        .ifPresent(scalar -> commands.add(new Command(path[path.length - 1], scalar)));
  }
}
