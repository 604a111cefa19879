package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.syntax.hcl.HclBody.Attribute;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import dev.deployarchitect.syntax.hcl.HclExpression;
import dev.deployarchitect.syntax.hcl.HclReader;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A module's page, derived from its own variables and outputs so that it cannot drift. */
final class ModuleReadme {
  private ModuleReadme() {}

  /**
   * The page.
   *
   * @param files the texts of the module's files
   * @param about what it makes, and what to know before an apply
   */
  static String of(String title, String about, List<String> files) {
    List<Block> blocks =
        files.stream()
            .flatMap(text -> HclReader.read(new Source("module.tf", text)).body().blocks().stream())
            .toList();
    String inputs =
        blocks.stream()
            .filter(b -> b.type().equals("variable"))
            .map(b ->
                "| `%s` | `%s` | %s | %s |"
                    .formatted(
                        b.label(0),
                        attribute(b, "type").replaceAll("\\s+", " "),
                        attribute(b, "default").isEmpty()
                            ? "required"
                            : "`" + attribute(b, "default").replaceAll("\\s+", " ") + "`",
                        description(b)))
            .collect(Collectors.joining("\n"));
    String outputs =
        blocks.stream()
            .filter(b -> b.type().equals("output"))
            .map(b -> "| `%s` | %s |".formatted(b.label(0), description(b)))
            .collect(Collectors.joining("\n"));
    return Stream.of(
                "# " + title + "\n\n" + about.strip(),
                "## Inputs\n\n| name | type | default | what it is |\n| --- | --- | --- | --- |\n"
                    + inputs,
                outputs.isEmpty()
                    ? ""
                    : "## Outputs\n\n| name | what it is |\n| --- | --- |\n" + outputs)
            .filter(s -> !s.isEmpty())
            .collect(Collectors.joining("\n\n"))
        + "\n";
  }

  private static String attribute(Block block, String name) {
    Optional<Attribute> found = block.body().attribute(name);
    return found.map(a -> a.value().span().text()).orElse("");
  }

  private static String description(Block block) {
    return block
        .body()
        .attribute("description")
        .map(Attribute::value)
        .flatMap(HclExpression::literal)
        .orElse("");
  }
}
