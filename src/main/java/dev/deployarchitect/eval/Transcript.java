package dev.deployarchitect.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.agent.AgentEvent;
import dev.deployarchitect.tool.ResultJson;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/** What a run did, as expectations read it. */
final class Transcript {
  private final Workspace workspace;
  private final List<AgentEvent> events = new ArrayList<>();

  Transcript(Workspace workspace) {
    this.workspace = workspace;
  }

  synchronized void add(AgentEvent event) {
    events.add(event);
  }

  Workspace workspace() {
    return workspace;
  }

  synchronized List<AgentEvent> events() {
    return List.copyOf(events);
  }

  String answer() {
    return events().stream()
        .filter(AgentEvent.RunFinished.class::isInstance)
        .map(e -> ((AgentEvent.RunFinished) e).answer())
        .findFirst()
        .orElse("");
  }

  String failure() {
    return events().stream()
        .filter(AgentEvent.RunFailed.class::isInstance)
        .map(e -> ((AgentEvent.RunFailed) e).sentence())
        .findFirst()
        .orElse("");
  }

  List<String> tools() {
    return events().stream()
        .filter(AgentEvent.ToolStarted.class::isInstance)
        .map(e -> ((AgentEvent.ToolStarted) e).tool())
        .toList();
  }

  List<String> unsourced() {
    return events().stream()
        .filter(AgentEvent.NumbersUnsourced.class::isInstance)
        .flatMap(e -> ((AgentEvent.NumbersUnsourced) e).numbers().stream())
        .toList();
  }

  /** What is delivered, with its evidence. */
  List<JsonNode> files() {
    List<JsonNode> files = new ArrayList<>();
    for (AgentEvent event : events()) {
      if (event instanceof AgentEvent.DraftVerified verified) {
        files.clear();
        verified.files().forEach(file -> files.add(ResultJson.file(file)));
      }
    }
    return files;
  }
}
