package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.project.database.DatabaseEngine;
import dev.deployarchitect.project.database.Engine;
import dev.deployarchitect.project.stack.NodeFit;
import dev.deployarchitect.tool.ToolContext;
import java.util.Optional;

/** Whether a stack can run the application at all: its database, and on Vercel its language. */
final class StackFit {
  private StackFit() {}

  /** Why nothing is written; empty where the stack fits, or nothing says that it does not. */
  static Optional<String> refusal(String tool, Blueprint blueprint, ToolContext context) {
    DatabaseEngine database = context.profile().database();
    if (blueprint.hasDatabase()
        && database.main().isPresent()
        && !database.uses(Engine.POSTGRESQL)
        && !database.uses(Engine.COCKROACHDB)) {
      return Optional.of(
          "%s writes stacks with PostgreSQL, and this application uses another database. Seen: %s. A stack for it is not known here, so none was written. Where the application is to move to PostgreSQL, change its driver and settings first."
              .formatted(tool, database.said()));
    }
    if (blueprint instanceof VercelStack) {
      NodeFit fit = NodeFit.of(context.workspace(), context.profile(), true);
      boolean node = context.workspace().source("package.json").isPresent();
      if (!fit.clear() || (!node && !fit.others().isEmpty())) {
        return Optional.of(
            "Vercel runs applications of Next.js and other frameworks of Node.js here; %s wrote no vercel.json and no stack for what this repository holds. Seen: %s. Call it with cloud aws or google, which run an image."
                .formatted(tool, fit.said()));
      }
    }
    return Optional.empty();
  }
}
