package dev.deployarchitect.bench;

import dev.deployarchitect.build.dockerfile.Dockerfile;
import dev.deployarchitect.build.dockerfile.DockerfileReader;
import dev.deployarchitect.syntax.shell.ShellScript;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.nio.charset.StandardCharsets;

/**
 * Any bytes are read as a Dockerfile and as a shell script: never an exception, and tokens in order
 * within the text. {@code mvn -Pbench test-compile exec:exec@fuzz -Dseconds=600}.
 */
public final class DockerfileFuzzer {
  private DockerfileFuzzer() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    Source source = new Source("Dockerfile", new String(data, StandardCharsets.UTF_8));
    Dockerfile file = DockerfileReader.read(source);
    int end = 0;
    for (Span token : file.tokens()) {
      if (token.start() < end || token.end() > source.text().length()) {
        throw new IllegalStateException("token out of order at " + token.place());
      }
      end = token.end();
    }
    ShellScript.read(source.span(0, source.text().length()));
  }
}
