package dev.deployarchitect.infrastructure;

import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.text.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A folder {@code node_modules} with TypeScript and Pulumi's packages, against which a program is
 * checked. Nothing is downloaded: who wants the check installs them.
 */
record PulumiPackages(Path folder) {
  private static final List<String> NEEDED =
      List.of("typescript", "@pulumi/pulumi", "@pulumi/aws", "@types/node");

  /** The folder, where all that is needed lies in it. */
  static Optional<PulumiPackages> in(Path folder) {
    return NEEDED.stream().allMatch(p -> Files.exists(folder.resolve(p).resolve("package.json")))
        ? Optional.of(new PulumiPackages(folder.toAbsolutePath().normalize()))
        : Optional.empty();
  }

  static String needed() {
    return String.join(" ", NEEDED);
  }

  /** Such as {@code typescript 5.9.3, @pulumi/pulumi 3.248.0}. */
  String versions() {
    return NEEDED.stream().map(p -> p + " " + version(p)).collect(Collectors.joining(", "));
  }

  private String version(String name) {
    try {
      Path file = folder.resolve(name).resolve("package.json");
      return JsonReader.read(new Source("package.json", Files.readString(file)))
          .textAt("version")
          .orElse("of an unknown version");
    } catch (IOException e) {
      return "of an unknown version";
    }
  }

  Path compiler() {
    return folder.resolve("typescript/bin/tsc");
  }
}
