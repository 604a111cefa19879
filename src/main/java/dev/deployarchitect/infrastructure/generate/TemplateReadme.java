package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.stream.Collectors;

/** The page of generated templates, derived from their own parameters and outputs. */
final class TemplateReadme {
  private TemplateReadme() {}

  /** A stack, and what a bad update of it does. */
  record Part(String name, String about) {
    String file() {
      return name + ".yaml";
    }

    String purpose() {
      return "the stack '" + name + "'";
    }
  }

  /**
   * The page.
   *
   * @param parts in the order of their making
   */
  static String of(List<Artifact> templates, List<Part> parts) {
    StringBuilder page =
        new StringBuilder(
            """
            # The application on AWS, in CloudFormation

            One stack for each thing that changes at its own pace, in the order of their making; `deploy.sh` brings those of one environment up to date, shows each change and asks. Stacks find each other by exports, which CloudFormation refuses to change while they are in use.
            """);
    for (Part part : parts) {
      Document document =
          templates.stream()
              .filter(a -> a.name().equals(part.file()))
              .findFirst()
              .map(a -> YamlReader.read(new Source(a.path(), a.content())))
              .orElseThrow();
      page.append("\n## ").append(part.name()).append("\n\n");
      page.append(document.textAt("Description").orElse(""))
          .append(' ')
          .append(part.about())
          .append('\n');
      page.append("\n| parameter | default | what it is |\n| --- | --- | --- |\n");
      page.append(rows(document, "Parameters"));
      if (document.at("Outputs").isPresent()) {
        page.append("\n| output | what it is |\n| --- | --- |\n").append(rows(document, "Outputs"));
      }
    }
    return page.toString();
  }

  private static String rows(Document document, String section) {
    return document.at(section).filter(Node.Mapping.class::isInstance).stream()
        .flatMap(m -> ((Node.Mapping) m).entries().stream())
        .map(e ->
            section.equals("Parameters")
                ? "| `%s` | %s | %s |\n".formatted(e.key().text(), preset(e), description(e))
                : "| `%s` | %s |\n".formatted(e.key().text(), description(e)))
        .collect(Collectors.joining());
  }

  private static String preset(Node.Entry parameter) {
    return parameter.value().at("Default").isEmpty()
        ? "required"
        : "`" + parameter.value().textAt("Default").orElse("") + "`";
  }

  private static String description(Node.Entry entry) {
    return entry.value().textAt("Description").orElse("");
  }
}
