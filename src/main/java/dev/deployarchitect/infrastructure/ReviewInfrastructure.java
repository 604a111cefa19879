package dev.deployarchitect.infrastructure;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.tool.ReaderTool;
import dev.deployarchitect.tool.Tool;

/** The review as a tool. */
final class ReviewInfrastructure {
  private ReviewInfrastructure() {}

  static Tool<?> tool(InfrastructureReviewer reviewer, Content content) {
    // Modules have many files; those with findings are named by them.
    return new ReaderTool(reviewer, content, "main.tf", source -> "")
        .tool("review_infrastructure", "infrastructure");
  }
}
