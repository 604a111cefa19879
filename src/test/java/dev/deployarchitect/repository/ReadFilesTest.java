package dev.deployarchitect.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadFilesTest {
  @TempDir Path folder;

  private ToolResult read(String... files) {
    String list = "[\"" + String.join("\",\"", files) + "\"]";
    return Given.call(
        new ToolContext(Workspace.open(folder)), "read_files", "{\"files\":" + list + "}");
  }

  private void lines(String path, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append("line ").append(i).append('\n');
    }
    Workspaces.write(folder, path, text.toString());
  }

  @Test
  void severalRangesOfSeveralFilesComeWithTheirNumbers() {
    lines("a.ts", 300);
    lines("b.ts", 3);
    String text = read("a.ts:10-11,299-", "b.ts", "a.ts:100").text();
    assertThat(text)
        .contains(
            "a.ts, 4 of 300 lines\n   10  line 10\n   11  line 11\n       …\n  299  line 299\n  300  line 300\n",
            "b.ts, all of 3 lines\n    1  line 1\n    2  line 2\n    3  line 3\n",
            "   80  line 80\n",
            "  120  line 120\n")
        .doesNotContain("line 12\n", "line 121\n", "Next");
  }

  @Test
  void aLongFileIsReadToItsEndByWhatEachAnswerNamesNext() {
    lines("long.ts", 5_000);
    lines("short.ts", 5);
    List<Integer> seen = new ArrayList<>();
    String ask = "long.ts";
    int calls = 0;
    while (!ask.isEmpty()) {
      String text = read(ask).text();
      assertThat(text.length()).isLessThan(12_000);
      Pattern.compile("(?m)^ *(\\d+)  line \\1$")
          .matcher(text)
          .results()
          .forEach(r -> seen.add(Integer.parseInt(r.group(1))));
      Matcher next = Pattern.compile("files \\[\"(.*)\"]").matcher(text);
      ask = next.find() ? next.group(1) : "";
      calls++;
    }
    assertThat(seen).hasSize(5_000).isSorted().doesNotHaveDuplicates();
    assertThat(calls).isBetween(5, 20);
    assertThat(read("long.ts", "short.ts").text())
        .as("a long file leaves room for the others")
        .contains("short.ts, all of 5 lines");
  }

  @Test
  void aVeryLongLineIsCutWithANote() {
    Workspaces.write(folder, "a.min.js", "x".repeat(30_000) + "\nend\n");
    assertThat(read("a.min.js").text()).contains("… (30,000 characters)", "    2  end");
  }

  @Test
  void eachUnreadableFileHasASentenceAndTheOthersAreRead() {
    lines("src/auth/options.ts", 2);
    String text = read("src/auth/options.ts", "src/auth/option.ts", "../x", "src").text();
    assertThat(text)
        .contains(
            "line 2",
            "There is no file src/auth/option.ts in this workspace. Nearest: src/auth/options.ts.",
            "../x is outside the workspace",
            "src is a folder");
    assertThat(read("src/auth/option.ts")).isInstanceOf(ToolResult.Retry.class);
    assertThat(read("../x")).isInstanceOf(ToolResult.Refused.class);
    assertThat(read(" ")).isInstanceOf(ToolResult.Retry.class);
    assertThat(read("src/auth/options.ts:90-95").text()).contains("has no more lines than that");
  }

  @Test
  void numbersStayTrueBehindASecretAndInAFileOfValues() {
    String key =
        "-----BEGIN PRIVATE KEY-----\n"
            + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n".repeat(3)
            + "-----END PRIVATE KEY-----\n";
    Workspaces.write(folder, "config.ts", "const a = `" + key + "`;\nafter();\n");
    Workspaces.write(folder, ".env", "# comment\n\nA_TOKEN=very-secret-1\nB=2\n");
    assertThat(read("config.ts").text()).contains("    7  after();").doesNotContain("MIIEvQ");
    assertThat(read(".env").text())
        .contains("    3  A_TOKEN=…", "    4  B=…", "only the names")
        .doesNotContain("very-secret-1");
  }

  @Test
  void aFileWhoseNameEndsLikeAPlaceIsThatFile() {
    lines("odd:12", 2);
    assertThat(read("odd:12").text()).contains("all of 2 lines");
  }
}
