package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.syntax.hcl.HclFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Fills the templates of one stack and writes a page for each of its modules. */
final class StackFiles {
  private final Content content;
  private final String templates;
  private final String target;
  private final UnaryOperator<String> format;
  private final Map<String, Object> values;
  private final List<Artifact> files = new ArrayList<>();

  /**
   * Files of one stack.
   *
   * @param templates where the templates lie, with a slash at the end
   * @param target where the files go, with a slash at the end
   * @param format what a filled template goes through
   */
  StackFiles(
      Content content,
      String templates,
      String target,
      UnaryOperator<String> format,
      Map<String, Object> values) {
    this.content = content;
    this.templates = templates;
    this.target = target;
    this.format = format;
    this.values = values;
  }

  static StackFiles terraform(Content content, String stack, Map<String, Object> values) {
    return new StackFiles(
        content,
        "tools/infrastructure/generate_terraform/templates/" + stack + "/",
        "terraform/",
        HclFormat::format,
        values);
  }

  /** A file of the stack, formatted. */
  StackFiles add(String path, String purpose) {
    files.add(new Artifact(target + path, text(path, values), purpose));
    return this;
  }

  /**
   * A module's files, and its page from what the template's {@code about.md} says and its
   * variables.
   */
  StackFiles module(String folder, String purpose, String... names) {
    return module(folder, folder, purpose, List.of(names));
  }

  /** The same from the templates of another folder, for a module that is one of several kinds. */
  StackFiles module(String folder, String from, String purpose, List<String> names) {
    String about = content.text(templates + from + "/about.md");
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      filled(from + "/" + name, folder + "/" + name, purpose, values);
      texts.add(files.getLast().content());
    }
    files.add(
        new Artifact(
            target + folder + "/README.md",
            ModuleReadme.of(Paths.name(folder), about, texts),
            "what " + Paths.name(folder) + " takes and gives"));
    return this;
  }

  /** The page of a stack that is one folder, from its {@code about.md} and its variables. */
  StackFiles readme() {
    List<String> texts =
        files.stream().filter(f -> f.path().endsWith(".tf")).map(Artifact::content).toList();
    String about = Template.fill(content.text(templates + "about.md"), values);
    return page(
        "README.md",
        ModuleReadme.of(String.valueOf(values.get("name")), about, texts),
        "what the stack takes and gives, and what a bad apply does");
  }

  /** A text of its own. */
  StackFiles page(String path, String text, String purpose) {
    files.add(new Artifact(target + path, text, purpose));
    return this;
  }

  /** A template filled once more, with values of its own. */
  StackFiles filled(String template, String path, String purpose, Map<String, Object> more) {
    files.add(new Artifact(target + path, text(template, more), purpose));
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
    return format.apply(Template.fill(content.text(templates + path), filled));
  }

  List<Artifact> files() {
    return List.copyOf(files);
  }
}
