package dev.deployarchitect.front.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The widget in a browser is tested by {@code .ci/run}; here it is said when it was not. */
class WidgetBrowserTest {

  @Test
  void theBrowserTestsAreRunByCiOnly() throws IOException {
    assertThat(Files.readString(Path.of(".ci", "run"))).contains("node widget.mjs");
    System.err.println(
        "The browser tests were not run: '.ci/run' installs chromium and runs them.");
    Assumptions.abort("the browser tests were not run; .ci/run runs them");
  }
}
