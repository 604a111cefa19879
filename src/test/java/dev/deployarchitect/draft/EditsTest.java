package dev.deployarchitect.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.workspace.Secrets;
import dev.deployarchitect.workspace.Workspace;
import dev.deployarchitect.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditsTest {
  private static final String USERS =
      """
      export async function createUser(input) {
        const user = await db.user.create({
          data: { email: input.email },
        });
        return user;
      }

      export async function importUser(input) {
        const user = await db.user.create({
          data: { email: input.mail },
        });
        return user;
      }
      """;

  @TempDir Path folder;

  private Edits edits(Map<String, String> files) {
    Workspace workspace = Workspaces.of(folder, files);
    return new Edits(workspace, Secrets.of(workspace));
  }

  private String replaced(String text, String search, String replace) {
    return edits(Map.of("a.ts", text))
        .replaced(List.of(new Edits.Replace("a.ts", search, replace, false)))
        .get("a.ts")
        .orElseThrow();
  }

  @Test
  void severalPlacesOfSeveralFilesAreEditedAtOnce() {
    Edits edits = edits(Map.of("src/users.ts", USERS, "b.txt", "one\ntwo"));
    Map<String, Optional<String>> texts =
        edits.replaced(
            List.of(
                new Edits.Replace(
                    "src/users.ts", "{ email: input.mail }", "{ email: input.mail, phone }", false),
                new Edits.Replace("src/users.ts", "createUser(input)", "createUser(it)", false),
                new Edits.Replace("b.txt", "two", "2", false)));
    assertThat(texts.get("src/users.ts"))
        .contains(
            USERS
                .replace("{ email: input.mail }", "{ email: input.mail, phone }")
                .replace("createUser(input)", "createUser(it)"));
    assertThat(texts.get("b.txt")).contains("one\n2");
  }

  @Test
  void aTextThatStandsTwiceIsNotGuessed() {
    assertThatThrownBy(() -> replaced(USERS, "return user;", "return user.id;"))
        .hasMessageContaining("2 places (lines 5, 12)")
        .hasMessageContaining("set all");
    assertThat(
            edits(Map.of("a.ts", USERS))
                .replaced(List.of(new Edits.Replace("a.ts", "return user;", "return 1;", true)))
                .get("a.ts"))
        .contains(USERS.replace("return user;", "return 1;"));
  }

  @Test
  void aTextThatIsNotThereIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> replaced(USERS, "data: { email: input.mail, name },", "x"))
        .hasMessageContaining("the search text of edit 1 is not in the file")
        .hasMessageContaining("Nearest are lines 10 to 10")
        .hasMessageContaining("data: { email: input.mail },");
    assertThatThrownBy(() -> replaced(USERS, "  return user;\n", "x").length())
        .hasMessageContaining("2 places");
    assertThatThrownBy(() -> replaced(USERS, "const  user = await db.user.create({", "x"))
        .hasMessageContaining("It differs in white space from lines 2 to 2");
    assertThatThrownBy(() -> replaced("a\n", "zzz", "x"))
        .hasMessageContaining("Nothing in the file comes near");
  }

  @Test
  void editsThatOverlapAreRefused() {
    Edits edits = edits(Map.of("a", "one two three"));
    assertThatThrownBy(() ->
            edits.replaced(
                List.of(
                    new Edits.Replace("a", "one two", "1", false),
                    new Edits.Replace("a", "two three", "2", false))))
        .hasMessageContaining("edits 1 and 2 touch the same lines");
  }

  @Test
  void lineEndsAndTheEndOfTheFileStay() {
    assertThat(replaced("a\r\nb\r\nc", "a\nb", "a\nx\nb")).isEqualTo("a\r\nx\r\nb\r\nc");
    assertThat(replaced("a\nb\r\nc\n", "a\nb\nc", "d\ne")).isEqualTo("d\ne\n");
    assertThat(replaced("a\nb", "b", "c")).isEqualTo("a\nc");
    assertThat(edits(Map.of("c", "\uFEFFa\r\nb\r\n")).written(Map.of("c", "x\ny\n")).get("c"))
        .contains("\uFEFFx\r\ny\r\n");
  }

  @Test
  void charactersOfPatternsAreMeantAsTheyAre() {
    assertThat(replaced("a.*(b) $1 \\E", "a.*(b) $1 \\E", "$0 \\Q")).isEqualTo("$0 \\Q");
  }

  @Test
  void aDiffIsAppliedByItsLinesNotItsCounts() {
    Edits edits = edits(Map.of("src/users.ts", USERS, "old.txt", "gone\n"));
    Map<String, Optional<String>> texts =
        edits.patched(
            """
            Some words before.
            diff --git a/src/users.ts b/src/users.ts
            --- a/src/users.ts
            +++ b/src/users.ts
            @@ -8,99 +8,1 @@ export
             export async function importUser(input) {
               const user = await db.user.create({
            -    data: { email: input.mail },
            +    data: { email: input.mail, phone: input.phone },
               });
            --- a/old.txt
            +++ /dev/null
            @@ -1 +0,0 @@
            -gone
            --- /dev/null
            +++ b/new.txt
            @@ -0,0 +1,2 @@
            +one
            +two

            """);
    assertThat(texts.get("src/users.ts"))
        .contains(USERS.replace("input.mail }", "input.mail, phone: input.phone }"));
    assertThat(texts.get("old.txt")).isEmpty();
    assertThat(texts.get("new.txt")).contains("one\ntwo\n");
  }

  @Test
  void hunksThatFitTwoPlacesGoByTheirLine() {
    Edits edits = edits(Map.of("a.ts", USERS));
    String hunk =
        """
        --- a/a.ts
        +++ b/a.ts
        @@ -%d,2 +%d,1 @@
           });
        -  return user;
         }
        """;
    assertThat(edits.patched(hunk.formatted(11, 11)).get("a.ts").orElseThrow())
        .isEqualTo(USERS.substring(0, USERS.lastIndexOf("  return user;\n")) + "}\n");
    assertThatThrownBy(() -> edits.patched(hunk.formatted(7, 7)))
        .hasMessageContaining("2 places (lines 4, 11)");
  }

  @Test
  void aDiffThatIsNoneSaysHowOneLooks() {
    Edits edits = edits(Map.of("a", "a\n"));
    assertThatThrownBy(() -> edits.patched("nothing")).hasMessageContaining("--- a/path");
    assertThatThrownBy(() -> edits.patched("--- a/a\n+++ b/a\n")).hasMessageContaining("no hunk");
    assertThatThrownBy(() -> edits.patched("--- a/a\n+++ b/a\n@@ -5 +5 @@\n+x\n"))
        .hasMessageContaining("no line of the file around");
    assertThatThrownBy(() -> edits.patched("--- a/b\n+++ b/b\n@@ -1 +1 @@\n-x\n+y\n"))
        .hasMessageContaining("There is no file b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/etc/x", "../x", "a/../../x", ".git/config", "a\\b", "a/./b", "a\u202eb", ""})
  void nothingOutsideIsWritten(String path) {
    Edits edits = edits(Map.of("a/b", "b"));
    assertThatThrownBy(() -> edits.written(Map.of(path, "x")))
        .isInstanceOfAny(EditException.class, WorkspaceException.class);
  }

  @Test
  void linksFoldersAndFilesInTheWayAreRefused() throws IOException {
    Edits edits = edits(Map.of("a/b", "b"));
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a/b"));
    Files.createSymbolicLink(folder.resolve("out"), Path.of("/tmp"));
    assertThatThrownBy(() -> edits.written(Map.of("link", "x"))).hasMessageContaining("link");
    assertThatThrownBy(() -> edits.written(Map.of("out/x", "x"))).hasMessageContaining("link");
    assertThatThrownBy(() -> edits.written(Map.of("a", "x"))).hasMessageContaining("folder");
    assertThatThrownBy(() -> edits.written(Map.of("a/b/c", "x")))
        .hasMessageContaining("a/b is a file");
  }

  @Test
  void whatIsNoTextIsLeftAlone() throws IOException {
    Edits edits = edits(Map.of());
    Files.write(folder.resolve("image.png"), new byte[] {1, 0, 2});
    Files.write(folder.resolve("latin.txt"), "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(folder.resolve("large.sql"), new byte[20 << 20]);
    assertThatThrownBy(() -> edits.deleted(List.of("image.png"))).hasMessageContaining("binary");
    assertThatThrownBy(() -> edits.moved("large.sql", "b")).hasMessageContaining("1 MiB");
    assertThatThrownBy(
            () -> edits.replaced(List.of(new Edits.Replace("latin.txt", "caf", "tea", false))))
        .hasMessageContaining("not written in UTF-8");
    assertThatThrownBy(() -> edits.written(Map.of("x", "a\0b"))).hasMessageContaining("zero byte");
    assertThatThrownBy(() -> edits.written(Map.of("x", "a".repeat(1 << 21))))
        .hasMessageContaining("1 MiB");
  }

  @Test
  void aFileMovesToWhereNoneIs() {
    Edits edits = edits(Map.of("a", "text", "b", ""));
    assertThat(edits.moved("a", "c/d"))
        .isEqualTo(Map.of("a", Optional.empty(), "c/d", Optional.of("text")));
    assertThatThrownBy(() -> edits.moved("a", "b")).hasMessageContaining("there already");
    assertThatThrownBy(() -> edits.moved("x", "y")).hasMessageContaining("no file x");
  }

  @Test
  void aSecretStaysWhereItsLineStays() {
    String text = "image: app\nSTRIPE=sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc\nport: 80\n";
    Edits edits = edits(Map.of("app.yml", text));
    assertThat(
            edits
                .replaced(
                    List.of(
                        new Edits.Replace(
                            "app.yml",
                            "STRIPE=[secret replaced]\nport: 80",
                            "STRIPE=[secret replaced]\nport: 8080",
                            false)))
                .get("app.yml"))
        .contains(text.replace("80", "8080"));
    assertThat(
            edits
                .replaced(
                    List.of(new Edits.Replace("app.yml", "STRIPE=[secret replaced]\n", "", false)))
                .get("app.yml"))
        .contains("image: app\nport: 80\n");
    assertThatThrownBy(() ->
            edits.replaced(
                List.of(new Edits.Replace("app.yml", "port: 80", "key: [secret replaced]", false))))
        .hasMessageContaining("a secret that you do not see");
    assertThatThrownBy(() -> edits.written(Map.of("new.yml", "a: [secret replaced]\n")))
        .hasMessageContaining("a secret that you do not see");
  }
}
