package dev.deployarchitect.infrastructure.pulumi;

import dev.deployarchitect.project.Paths;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import java.util.List;

/** The settings of one stack, {@code Pulumi.<stack>.yaml}. */
public final class PulumiSettings {
  private PulumiSettings() {}

  public static boolean reads(String path) {
    return Paths.name(path).matches("Pulumi\\.[\\w-]+\\.ya?ml");
  }

  /** Settings of the program's own that no script asks for; those of providers are theirs. */
  public static List<Problem> check(Source settings, List<Source> scripts) {
    return YamlReader.read(settings).at("config").filter(Node.Mapping.class::isInstance).stream()
        .flatMap(m -> ((Node.Mapping) m).entries().stream())
        .map(Node.Entry::key)
        .filter(key -> !key.text().startsWith("aws:"))
        .filter(key -> {
          String name = key.text().substring(key.text().indexOf(':') + 1);
          return scripts.stream().noneMatch(s -> s.text().contains('"' + name + '"'));
        })
        .map(key ->
            new Problem(key.span(), "no script reads the setting '%s'".formatted(key.text())))
        .toList();
  }
}
