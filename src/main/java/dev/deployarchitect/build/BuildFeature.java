package dev.deployarchitect.build;

import dev.deployarchitect.build.dockerfile.Dockerfile;
import dev.deployarchitect.build.dockerfile.DockerfileReader;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.build.generate.GenerateDockerfile;
import dev.deployarchitect.build.review.DockerfileReviewer;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Feature;
import dev.deployarchitect.tool.FixTool;
import dev.deployarchitect.tool.ReaderTool;
import java.util.List;
import java.util.stream.Collectors;

/** What this room brings. */
public final class BuildFeature {
  /** Stages that are told one by one. */
  private static final int MOST_STAGES = 40;

  private BuildFeature() {}

  public static Feature feature(
      Content content, DockerfileReviewer reviewer, Verification verification) {
    return new Feature(
        "build",
        List.of(
            new ReaderTool(reviewer, content, "Dockerfile", BuildFeature::outline)
                .tool("read_dockerfile", "build"),
            new FixTool(reviewer, content, verification, "Dockerfile")
                .tool("fix_dockerfile", "build"),
            new GenerateDockerfile(content, reviewer, verification).tool()),
        List.of(reviewer));
  }

  private static String outline(Source source) {
    Dockerfile file = DockerfileReader.read(source);
    int more = file.stages().size() - MOST_STAGES;
    return source.path()
        + "\n"
        + file.stages().stream()
            .limit(MOST_STAGES)
            .map(stage -> stage(file, stage))
            .collect(Collectors.joining())
        + (more > 0 ? "  and %d stages more%n".formatted(more) : "");
  }

  private static String stage(Dockerfile file, Stage stage) {
    String name = stage.name().isEmpty() ? "stage " + stage.index() : stage.name();
    String last = stage.equals(file.stages().getLast()) ? ", the image" : "";
    return "  %s (line %d) from %s: %s%s%n"
        .formatted(
            name,
            stage.from().span().line(),
            file.expand(stage.base()),
            stage.instructions().stream().map(i -> i.keyword()).collect(Collectors.joining(" ")),
            last);
  }
}
