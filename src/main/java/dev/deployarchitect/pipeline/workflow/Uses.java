package dev.deployarchitect.pipeline.workflow;

import java.util.Locale;

/** What a {@code uses} names (docs.github.com, "Workflow syntax": jobs.job_id.steps[*].uses). */
public sealed interface Uses {

  /** A folder or file of the checked-out workspace: {@code ./path}. */
  record Local(String path) implements Uses {}

  /** A folder or file of the same repository at the running commit: {@code $/path}. */
  record Self(String path) implements Uses {}

  /** An image: {@code docker://…}. */
  record Image(String reference) implements Uses {}

  /**
   * An action or workflow of a repository.
   *
   * @param path below the repository's root, empty for the root
   * @param ref a tag, branch or commit; empty where none is named
   */
  record Repository(String owner, String name, String path, String ref) implements Uses {

    /** {@code owner/name} in lower case: GitHub compares names without case. */
    public String slug() {
      return (owner + "/" + name).toLowerCase(Locale.ROOT);
    }

    /** {@code owner/name/path} in lower case. */
    public String full() {
      return path.isEmpty() ? slug() : slug() + "/" + path.toLowerCase(Locale.ROOT);
    }

    /** Whether it names one commit. */
    public boolean pinned() {
      return ref.matches("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");
    }
  }

  /** None of these forms; GitHub will say so. */
  record Unclear(String text) implements Uses {}

  static Uses of(String written) {
    String text = written.strip();
    if (text.startsWith("docker://")) {
      return new Image(text.substring("docker://".length()));
    }
    if (text.startsWith("./") || text.startsWith("../")) {
      return new Local(text);
    }
    if (text.startsWith("$/")) {
      return new Self(text);
    }
    int at = text.indexOf('@');
    String place = at < 0 ? text : text.substring(0, at);
    String[] parts = place.split("/", 3);
    if (parts.length < 2 || parts[0].isEmpty() || text.contains("${{")) {
      return new Unclear(text);
    }
    String path = parts.length > 2 ? parts[2] : "";
    return new Repository(parts[0], parts[1], path, at < 0 ? "" : text.substring(at + 1));
  }
}
