package dev.deployarchitect.agent;

import dev.deployarchitect.agent.memory.Earlier;
import dev.deployarchitect.agent.spending.Bound;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Secrets;
import java.util.List;

/**
 * What one turn is about.
 *
 * @param run its id
 * @param history what was said before in the conversation
 * @param progress where it begins
 * @param bounds what others left it, beside the limits of every run
 * @param person who may allow more than reading
 */
public record TurnRequest(
    String run,
    String question,
    Earlier history,
    ToolContext context,
    Progress progress,
    List<Bound> bounds,
    Person person) {

  /** The same without secrets: what leaves for a model passes here. */
  TurnRequest scrubbed() {
    Secrets secrets = context.secrets();
    return new TurnRequest(
        run,
        secrets.replace(question),
        history.with(secrets::replace),
        context,
        progress,
        bounds,
        person);
  }
}
