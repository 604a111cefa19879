package dev.deployarchitect.agent;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import java.util.Map;

/** What a run tells its model, or its reader, in words of its own: {@code prompts/notes}. */
final class Notes {
  private final Content content;

  Notes(Content content) {
    this.content = content;
    // A broken override stops the start, not a run at its limit.
    left("");
    last("");
    known("", "", "", "");
    failed("");
    draft("");
  }

  /** At 80 % of a limit. */
  String left(String left) {
    return fill("left", Map.of("left", left));
  }

  /** Before the last reply, which calls no tool. */
  String last(String limit) {
    return fill("last", Map.of("limit", limit));
  }

  /** Before an answer with which files go out that a check found faults in. */
  String failed(String faults) {
    return fill("failed", Map.of("faults", faults));
  }

  /** Before a question in a conversation whose draft holds files already. */
  String draft(String files) {
    return fill("draft", Map.of("files", files));
  }

  /** The answer of a run whose model wrote none; an empty part is left out. */
  String known(String sentence, String findings, String files, String calls) {
    return fill(
        "known",
        Map.of(
            "sentence", sentence,
            "findings", findings,
            "has_findings", !findings.isEmpty(),
            "files", files,
            "has_files", !files.isEmpty(),
            "calls", calls));
  }

  private String fill(String name, Map<String, ?> values) {
    return Template.fill(content.text("prompts/notes/" + name + ".md"), values).strip();
  }
}
