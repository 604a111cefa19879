package dev.deployarchitect.bench;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.pipeline.WorkflowReviewer;
import dev.deployarchitect.pipeline.expression.Expression;
import dev.deployarchitect.pipeline.expression.ExpressionReader;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/**
 * Any bytes are read as an expression, and as the body of a job that all rules look at: never an
 * exception, and every part of an expression within its text. {@code mvn -Pbench test-compile
 * exec:exec@fuzz -Dfuzzer=WorkflowFuzzer -Dseconds=600}.
 */
public final class WorkflowFuzzer {
  private static final String PATH = ".github/workflows/a.yml";
  private static final WorkflowReviewer REVIEWER =
      new WorkflowReviewer(Content.packed(), OutsideTool.none());
  private static final Workspace EMPTY = empty();
  private static final ProjectProfile PROFILE = ProjectProfile.of(EMPTY);

  private WorkflowFuzzer() {}

  private static Workspace empty() {
    try {
      return Workspace.open(Files.createTempDirectory("fuzz"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    Source source = new Source(PATH, text);
    Expression read =
        ExpressionReader.read(MappedText.of(source.span(0, text.length()))).expression();
    read.all()
        .forEach(part -> {
          if (part.span().start() < 0 || part.span().end() > text.length()) {
            throw new IllegalStateException("a part beyond the text: " + part);
          }
        });
    String job =
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ %s }}\n"
            .formatted(text.lines().findFirst().orElse(""));
    review(job);
    review("on: push\njobs:\n" + text.indent(2));
  }

  private static void review(String text) {
    REVIEWER.review(List.of(PATH), EMPTY.with(PATH, text), PROFILE);
  }
}
