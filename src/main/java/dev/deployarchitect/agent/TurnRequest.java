package dev.deployarchitect.agent;

import dev.deployarchitect.agent.memory.Earlier;
import dev.deployarchitect.agent.spending.Bound;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Secrets;
import java.util.List;

/**
 * What one turn is about.
 *
 * @param run its id
 * @param history what was said before in the conversation
 * @param draft what the conversation has changed so far
 * @param progress where it begins
 * @param bounds what others left it, beside the limits of every run
 * @param person who may allow more than reading
 */
public record TurnRequest(
    String run,
    String question,
    Earlier history,
    ToolContext context,
    Draft draft,
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
        draft,
        progress,
        bounds,
        person);
  }

  /** The same about a repository with the draft on it. */
  TurnRequest in(ToolContext drafting) {
    return new TurnRequest(run, question, history, drafting, draft, progress, bounds, person);
  }
}
