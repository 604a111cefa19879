package dev.deployarchitect;

import dev.deployarchitect.build.BuildFeature;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.database.DatabaseFeature;
import dev.deployarchitect.delivery.DataVerifier;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.ShellVerifier;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.finding.Review;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.infrastructure.InfrastructureFeature;
import dev.deployarchitect.pipeline.PipelineFeature;
import dev.deployarchitect.repository.RepositoryFeature;
import dev.deployarchitect.review.ReviewFeature;
import dev.deployarchitect.tool.Feature;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.Toolbox;
import java.util.ArrayList;
import java.util.List;

/** Builds everything once, by constructor. The only class that knows all rooms. */
public final class Architect {
  private final Content content;
  private final Toolbox toolbox;
  private final List<Reviewer> reviewers;

  public Architect(Content content, OutsideTool outside) {
    this.content = content;
    Verification verification =
        new Verification(List.of(new ShellVerifier(outside), new DataVerifier()));
    List<Feature> rooms =
        List.of(
            BuildFeature.feature(content),
            DatabaseFeature.feature(content),
            PipelineFeature.feature(content),
            InfrastructureFeature.feature(content));
    this.reviewers = rooms.stream().flatMap(room -> room.reviewers().stream()).toList();
    List<Tool<?>> tools = new ArrayList<>();
    rooms.forEach(room -> tools.addAll(room.tools()));
    tools.addAll(RepositoryFeature.feature().tools());
    tools.addAll(ReviewFeature.feature(new Review(reviewers), verification, content).tools());
    this.toolbox = new Toolbox(tools);
  }

  public Content content() {
    return content;
  }

  public Toolbox toolbox() {
    return toolbox;
  }

  public List<Reviewer> reviewers() {
    return reviewers;
  }
}
