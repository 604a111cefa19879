package dev.deployarchitect.infrastructure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * {@code tsc}: a program's types against those of the real packages. It reads, and executes nothing
 * of the program.
 */
final class PulumiCompile {
  static final OutsideCheck CHECK =
      new OutsideCheck(
          "node",
          List.of("--version"),
          List.of("tsc", "--noEmit"),
          e -> e == 0,
          "Pulumi programs by their packages' types");

  private static final Pattern REFERENCE = Pattern.compile("///\\s*<");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
  private static final Pattern IMPORT =
      Pattern.compile("\\b(?:from|import|require)\\s*\\(?\\s*[\"'`]([^\"'`]*)");

  /** The types of {@code @pulumi/aws} are large: 4.6 s on two cores with 7.48.0. */
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final OutsideTool tools;
  private final List<Path> folders;

  /**
   * A check.
   *
   * @param folders that may be a {@code node_modules} with what is needed
   */
  PulumiCompile(OutsideTool tools, List<Path> folders) {
    this.tools = tools.within(LIMIT);
    this.folders = folders;
  }

  /** One run for the program in {@code folder}; {@code first} is the file that bears it. */
  Evidence run(Artifact first, String folder, List<Artifact> together) {
    Optional<Path> node = tools.find(CHECK.program());
    if (node.isEmpty()) {
      return CHECK.run(first, tools);
    }
    Optional<PulumiPackages> packages =
        folders.stream().flatMap(f -> PulumiPackages.in(f).stream()).findFirst();
    if (packages.isEmpty()) {
      return new Evidence.NotRun(
          CHECK.label(),
          "it needs the packages: run npm install and npm test in the folder, or name a node_modules"
              + " with %s by ARCHITECT_PULUMI_MODULES".formatted(PulumiPackages.needed()));
    }
    Map<String, String> files = new TreeMap<>();
    String prefix = folder.isEmpty() ? "" : folder + "/";
    together.stream()
        .filter(a -> a.path().startsWith(prefix) && a.path().endsWith(".ts"))
        .forEach(a -> files.put(a.path().substring(prefix.length()), a.content()));
    if (files.entrySet().stream().anyMatch(f -> namesOutside(f.getKey(), f.getValue()))) {
      return new Evidence.NotRun(CHECK.label(), "a script names files outside of the program");
    }
    files.put("tsconfig.json", settings(packages.get().folder()));
    try {
      OutsideTool.Run run =
          tools.run(
              node.get(),
              List.of(packages.get().compiler().toString(), "--noEmit", "--pretty", "false"),
              files);
      return CHECK.verdict(first, packages.get().versions(), run, run.output().strip());
    } catch (IOException e) {
      return new Evidence.NotRun(CHECK.label(), "tsc " + e.getMessage());
    }
  }

  /** Whether a script names a file outside of the program, or hides what it names. */
  private static boolean namesOutside(String path, String text) {
    return REFERENCE.matcher(text).find()
        || IMPORT
            .matcher(COMMENT.matcher(text).replaceAll(" "))
            .results()
            .map(m -> m.group(1))
            .anyMatch(name -> {
              boolean relative = name.startsWith(".");
              Path target = Path.of("/program").resolve(path).resolveSibling(name).normalize();
              return name.startsWith("/")
                  || name.contains("\\")
                  || (relative && !target.startsWith("/program"));
            });
  }

  /** Our own, whatever the program's says, with the packages where they lie. */
  private static String settings(Path modules) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode options = root.putObject("compilerOptions");
    options.put("target", "es2022");
    options.put("module", "commonjs");
    options.put("moduleResolution", "node");
    options.put("strict", true);
    options.put("noImplicitReturns", true);
    options.put("skipLibCheck", true);
    options.put("baseUrl", ".");
    options.putObject("paths").putArray("*").add(modules + "/*").add(modules + "/@types/*");
    options.putArray("typeRoots").add(modules + "/@types");
    options.putArray("types").add("node");
    root.putArray("include").add("**/*.ts");
    return root.toPrettyString();
  }
}
