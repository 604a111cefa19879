package dev.deployarchitect.agent.offline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.model.ToolCall;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which tools answer a question about a project. */
final class CallPlan {
  /** Hosts where a version can get a share of the traffic. */
  private static final Set<String> CANARIES = Set.of("cloudrun", "fly");

  private final List<ToolCall> calls = new ArrayList<>();

  private CallPlan() {}

  static List<ToolCall> of(Question question, ProjectProfile profile) {
    CallPlan plan = new CallPlan();
    if (question.areas().isEmpty()) {
      return List.of();
    }
    plan.add("inspect_project", node());
    for (Area area : question.areas()) {
      plan.area(area, question, profile);
    }
    return plan.calls;
  }

  private void area(Area area, Question question, ProjectProfile profile) {
    switch (area) {
      case BUILD -> {
        if (profile.has(Topic.CONTAINER, "docker")) {
          add("read_dockerfile", node());
        }
        if (question.mend() && profile.has(Topic.CONTAINER, "docker")) {
          add("fix_dockerfile", node());
        }
        add("generate_dockerfile", node());
      }
      case PIPELINE -> {
        if (profile.has(Topic.CI, "github-actions")) {
          add("lint_workflow", node());
        }
        if (question.mend() && profile.has(Topic.CI, "github-actions")) {
          add("fix_workflow", node());
        } else {
          ObjectNode arguments = node();
          question.host().ifPresent(host -> arguments.put("host", host));
          if (question.canary() && question.host().filter(CANARIES::contains).isPresent()) {
            arguments.put("rollout", "canary");
          }
          if (question.gitlab()) {
            arguments.put("ci", "gitlab");
          }
          add("generate_workflow", arguments);
        }
      }
      case DATABASE -> {
        if (question.changes()) {
          add("review_migrations", node());
        }
        question.operations().forEach(operation -> add(operation.tool(), node()));
        question.change().ifPresent(change -> add("plan_migration", change.arguments()));
      }
      case INFRASTRUCTURE -> {
        boolean there = profile.has(Topic.IAC);
        if (there) {
          add("review_infrastructure", node());
        }
        if (!there || !question.judge()) {
          ObjectNode arguments = node();
          question.stack().arguments().forEach(arguments::put);
          add(question.stack().tool(), arguments);
        }
      }
      case MONITORING -> add("generate_monitoring", node());
      case REVIEW -> add("review_project", node().put("min_severity", "low"));
      case PROJECT -> {}
    }
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void add(String tool, ObjectNode arguments) {
    calls.add(new ToolCall("call_" + (calls.size() + 1), tool, arguments.toString()));
  }
}
