package dev.deployarchitect.infrastructure;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.ReaderTool;
import dev.deployarchitect.tool.Tool;

/** The review as a tool. */
final class ReviewInfrastructure {
  private ReviewInfrastructure() {}

  static Tool<?> tool(InfrastructureReviewer reviewer, Content content) {
    return new ReaderTool(reviewer, content, "main.tf", ReviewInfrastructure::outline)
        .tool("review_infrastructure", "infrastructure");
  }

  private static String outline(Source source) {
    return source.path() + "\n";
  }
}
