package dev.deployarchitect.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's derived table has not drifted, its links lead somewhere, its tour is short. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final String START =
      "<!-- tools: derived from tools/*/*/tool.md; mvn test -Drefresh=true rewrites -->\n";

  @Test
  void theTableOfToolsIsDerivedFromTheirPages() throws IOException {
    String text = Files.readString(README);
    StringBuilder table = new StringBuilder("| tool | what it does |\n| --- | --- |\n");
    for (Tool<?> tool : Given.architect().toolbox().tools()) {
      String first = tool.description(Given.architect().content()).lines().findFirst().orElse("");
      table.append("| [`%s`](%s/tool.md) | %s |%n".formatted(tool.name(), tool.folder(), first));
    }
    int start = text.indexOf(START) + START.length();
    int end = text.indexOf("<!-- /tools -->");
    String expected = text.substring(0, start) + table + text.substring(end);
    if (Boolean.getBoolean("refresh")) {
      Files.writeString(README, expected);
    }
    assertThat(README).hasContent(expected);
  }

  @Test
  void everyLinkLeadsSomewhereAndTheTourIsAtMost600Lines() throws IOException {
    String text = Files.readString(README);
    Matcher matcher = Pattern.compile("]\\((?!http)([^)#]+)\\)").matcher(text);
    List<Path> java = new ArrayList<>();
    while (matcher.find()) {
      Path path = Path.of(matcher.group(1));
      assertThat(path).exists();
      if (path.toString().endsWith(".java")) {
        java.add(path);
      }
    }
    long lines = 0;
    for (Path path : java) {
      lines += Files.readString(path).lines().count();
    }
    assertThat(java).hasSizeGreaterThan(4);
    assertThat(lines).isLessThanOrEqualTo(600);
  }
}
