package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.syntax.hcl.HclFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Fills the templates of one stack and writes a page for each of its modules. */
final class StackFiles {
  private static final String FOLDER = "tools/infrastructure/generate_terraform/templates/";

  private final Content content;
  private final String stack;
  private final Map<String, Object> values;
  private final List<Artifact> files = new ArrayList<>();

  StackFiles(Content content, String stack, Map<String, Object> values) {
    this.content = content;
    this.stack = stack;
    this.values = values;
  }

  /** A file of the stack, formatted, under {@code terraform/}. */
  StackFiles add(String path, String purpose) {
    files.add(new Artifact("terraform/" + path, text(path, values), purpose));
    return this;
  }

  /** A module's files and its page. */
  StackFiles module(String folder, String purpose, String about, String... names) {
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      add(folder + "/" + name, purpose);
      texts.add(files.getLast().content());
    }
    files.add(
        new Artifact(
            "terraform/" + folder + "/README.md",
            ModuleReadme.of(Paths.name(folder), about, texts),
            "what " + Paths.name(folder) + " takes and gives"));
    return this;
  }

  /** A template filled once more, with values of its own. */
  StackFiles filled(String template, String path, String purpose, Map<String, Object> more) {
    files.add(new Artifact("terraform/" + path, text(template, more), purpose));
    return this;
  }

  /** The values of an environment and where its state lies. */
  StackFiles environment(String name, Map<String, Object> more) {
    String path = "environments/" + name;
    filled("environment.tfvars", path + ".tfvars", "the values of " + name, more);
    return filled(
        "environment.backend", path + ".backend", "where the state of " + name + " lies", more);
  }

  private String text(String path, Map<String, Object> filled) {
    return HclFormat.format(Template.fill(content.text(FOLDER + stack + "/" + path), filled));
  }

  List<Artifact> files() {
    return List.copyOf(files);
  }
}
