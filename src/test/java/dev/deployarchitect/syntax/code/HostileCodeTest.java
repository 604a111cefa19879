package dev.deployarchitect.syntax.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.ToolContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Text that was made to hurt a parser: it ends in time, with a tree or a reason, in one process.
 */
class HostileCodeTest {
  private static final int LONG = 20_000;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final CodeParser parser = new CodeParser();

  @ParameterizedTest
  @CsvSource({"ts", "tsx", "js", "py", "go", "java", "rb", "php", "cs"})
  void deepNestingsAndTruncatedTextsEnd(String extension) {
    String start = extension.equals("php") ? "<?php " : "";
    List<String> texts =
        List.of(
            "(".repeat(LONG),
            "[".repeat(LONG) + "]".repeat(LONG),
            "{\n".repeat(10_000),
            "a(".repeat(LONG) + ")".repeat(LONG),
            "f({phone: ".repeat(10_000),
            "<a>".repeat(10_000),
            "`${".repeat(10_000),
            "\"" + "x".repeat(1_000_000),
            "x".repeat(1_000_000),
            "if a:\n" + indented(2_000),
            "<<A, <<B, ".repeat(2_000) + "\nA\nB\n",
            "class A { void f() { return new B(",
            "\uFFFD\u0001\u202E".repeat(1_000),
            "");
    for (String text : texts) {
      long before = System.nanoTime();
      Parsed parsed = parser.parse(new Source("a." + extension, start + text));
      if (parsed instanceof Parsed.Tree(SyntaxTree tree)) {
        assertThat(tree.root().end()).isLessThanOrEqualTo(start.length() + text.length());
        assertThat(tree.nodes())
            .allMatch(n -> n.start() <= n.end() && n.end() <= tree.root().end());
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LIMIT);
    }
  }

  private static String indented(int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < Math.min(depth, 700); i++) {
      text.append(" ".repeat(i)).append("if a:\n");
    }
    return text.toString();
  }

  @Test
  void theToolsAnswerOnHostileFiles(@TempDir Path folder) throws Exception {
    Workspaces.of(
        folder,
        Map.of(
            "deep.ts", "prisma.user.create({data:{phone:".repeat(10_000),
            "chain.ts", "phone" + ".phone(User)".repeat(50_000),
            "wide.py", "User(phone=phone)\n".repeat(10_000),
            "spread.ts", "prisma.user.create({data:{...".repeat(5_000),
            "scopes.ts", "function a(phone){".repeat(5_000) + "phone"));
    Files.write(
        folder.resolve("latin.ts"),
        "prisma.user.create({ data: { phone: '\u00e9' } });".getBytes(StandardCharsets.ISO_8859_1));
    ToolContext context = new ToolContext(dev.deployarchitect.workspace.Workspace.open(folder));
    for (String arguments : List.of("{\"name\":\"User.phone\"}", "{\"name\":\"phone\"}")) {
      long before = System.nanoTime();
      String text = Given.call(context, "find_usages", arguments).text();
      assertThat(text.length()).isLessThan(12_000);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(60));
    }
    assertThat(Given.call(context, "outline", "{\"paths\":[\".\"]}").text()).contains("latin.ts");
  }

  @Test
  void placesAreThoseOfTheTextWithWideCharacters() {
    String text = "const a = '\uD83D\uDE00\u00e9'; function b() {}";
    if (parser.parse(new Source("a.ts", text)) instanceof Parsed.Tree(SyntaxTree tree)) {
      Definition b = Definition.of(tree).getLast();
      assertThat(b.span().text()).isEqualTo("function b() {}");
    } else {
      assertThat(parser.unavailable()).isPresent();
    }
  }
}
