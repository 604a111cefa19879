package dev.deployarchitect.pipeline.workflow;

import static dev.deployarchitect.pipeline.expression.Type.Simple.ANY;
import static dev.deployarchitect.pipeline.expression.Type.Simple.BOOLEAN;
import static dev.deployarchitect.pipeline.expression.Type.Simple.NUMBER;
import static dev.deployarchitect.pipeline.expression.Type.Simple.STRING;

import dev.deployarchitect.pipeline.expression.Type;
import java.util.Map;
import java.util.TreeMap;

/** Contexts whose properties GitHub fixes (docs.github.com, "Contexts reference"). */
final class BuiltInContexts {
  private static final String GITHUB_TEXTS =
      "action action_path action_ref action_repository action_status actor actor_id api_url"
          + " base_ref env event_name event_path graphql_url head_ref job job_workflow_sha path ref"
          + " ref_name ref_type repository repository_id repository_owner repository_owner_id"
          + " repository_visibility repositoryurl retention_days run_attempt run_id run_number"
          + " secret_source server_url sha token triggering_actor workflow workflow_ref"
          + " workflow_sha workspace artifact_cache_size_limit";

  private BuiltInContexts() {}

  static Type texts(String names) {
    Map<String, Type> known = new TreeMap<>();
    for (String name : names.split(" ")) {
      known.put(name, STRING);
    }
    return Type.strict(known);
  }

  /** Texts by any name, as environment variables are. */
  static Type anyTexts() {
    return Type.open(Map.of(), STRING);
  }

  /**
   * @param event the payload
   */
  static Type github(Type event) {
    Map<String, Type> known = new TreeMap<>(((Type.Properties) texts(GITHUB_TEXTS)).known());
    known.put("ref_protected", BOOLEAN);
    known.put("event", event);
    return Type.strict(known);
  }

  static Type job() {
    Type service = Type.strict(Map.of("id", STRING, "network", STRING, "ports", anyTexts()));
    return Type.strict(
        Map.of(
            "check_run_id", NUMBER,
            "container", texts("id network"),
            "services", Type.open(Map.of(), service),
            "status", STRING,
            "workflow_ref", STRING,
            "workflow_sha", STRING,
            "workflow_repository", STRING,
            "workflow_file_path", STRING));
  }

  static Type runner() {
    return texts("arch debug environment name os temp tool_cache workspace");
  }

  static Type strategy() {
    return Type.strict(
        Map.of(
            "fail-fast", BOOLEAN,
            "job-index", NUMBER,
            "job-total", NUMBER,
            "max-parallel", NUMBER));
  }

  /** One step's results; what a script writes to GITHUB_OUTPUT is not known. */
  static Type step(Type outputs) {
    return Type.strict(Map.of("outputs", outputs, "conclusion", STRING, "outcome", STRING));
  }

  /** A payload of any event. */
  static Type event(Type inputs) {
    return Type.open(Map.of("inputs", inputs), ANY);
  }
}
