package dev.deployarchitect.review;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Review;
import dev.deployarchitect.tool.DraftCheck;
import dev.deployarchitect.tool.Feature;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.Toolbox;
import java.util.List;

/** What this room brings. */
public final class ReviewFeature {
  private ReviewFeature() {}

  public static Feature feature(Review review, DraftCheck check, Content content) {
    return new Feature(
        "review",
        List.of(new ReviewProject(review, content).tool(), new VerifyFiles(check).tool()),
        List.of());
  }

  /** Writes what the others hand over. */
  public static Tool<?> apply(List<Tool<?>> others, Content content) {
    return new ApplyFiles(
            new Toolbox(others), PathTable.read(content, "tools/review/apply_files/effects.tsv"))
        .tool();
  }
}
