package dev.deployarchitect.edit;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Review;
import dev.deployarchitect.tool.DraftCheck;
import dev.deployarchitect.tool.Feature;
import java.util.List;

/** What this room brings. */
public final class EditFeature {
  private EditFeature() {}

  public static Feature feature(Review review, DraftCheck check, Content content) {
    Changes changes = new Changes(review, check, content);
    return new Feature(
        "edit",
        List.of(
            new EditFiles(changes).tool(),
            new WriteFiles(changes).tool(),
            new DeleteFiles(changes).tool(),
            new MoveFile(changes).tool(),
            new TakeFiles(changes).tool(),
            new Revert(changes).tool(),
            new ShowDraft().tool()),
        List.of());
  }
}
