package dev.deployarchitect.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deployarchitect.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.txt",
        "a/../../secret.txt",
        "/etc/passwd",
        "..\\secret.txt",
        "a/..\\..\\secret.txt",
        "link.txt",
        "linked/secret.txt",
        ".git/config",
        ".GIT/config",
        "a/\0b",
        "",
        "."
      })
  void noSpellingOfAPathLeavesTheRoot(String path) throws IOException {
    Path root = Files.createDirectory(folder.resolve("repo"));
    Files.writeString(folder.resolve("secret.txt"), "outside");
    Workspaces.write(root, "a/inside.txt", "inside");
    Workspaces.write(root, ".git/config", "outside");
    Files.createSymbolicLink(root.resolve("link.txt"), folder.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("linked"), folder);
    Workspace workspace = Workspace.open(root);
    assertThat(workspace.read(path)).isInstanceOf(Workspace.Read.Unreadable.class);
    assertThat(workspace.read(path).toString()).doesNotContain(folder.toString());
    assertThat(workspace.files().paths()).containsExactly("a/inside.txt");
  }

  @Test
  void aLinkThatStaysInsideIsRead() throws IOException {
    Workspaces.write(folder, "a.txt", "text");
    Files.createSymbolicLink(folder.resolve("b.txt"), Path.of("a.txt"));
    assertThat(Workspace.open(folder).source("b.txt"))
        .get()
        .satisfies(source -> assertThat(source.text()).isEqualTo("text"));
  }

  @Test
  void ignoredFilesAreNotListed() {
    Workspace workspace =
        Workspaces.of(
            folder,
            Map.of(
                ".gitignore", "*.log\n!keep.log\n/build/\n",
                "a.log", "",
                "keep.log", "",
                "build/x", "",
                "src/build/y", "",
                "node_modules/z", ""));
    assertThat(workspace.files().paths()).containsExactly(".gitignore", "keep.log", "src/build/y");
  }

  @Test
  void binaryAndLargeFilesAreRefusedInOneSentence() throws IOException {
    Files.write(folder.resolve("b.bin"), new byte[] {1, 0, 2});
    Files.write(
        folder.resolve("large.txt"),
        "x".repeat(2 << 20).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Workspace workspace = Workspace.open(folder);
    assertThat(workspace.read("b.bin"))
        .isEqualTo(new Workspace.Read.Unreadable("b.bin is binary."));
    assertThat(workspace.read("large.txt").toString()).contains("larger than 1 MiB");
  }

  @Test
  void whatIsNoFolderIsRefusedInOneSentence() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> Workspace.open(file)).hasMessageContaining("is a file");
    assertThatThrownBy(() -> Workspace.open(folder.resolve("missing")))
        .hasMessageContaining("does not exist");
  }

  /** An ignore file is no way past a gate: git runs what it tracks. */
  @Test
  void whatGitTracksIsListedThoughItIsIgnored() throws Exception {
    Workspaces.write(folder, ".github/workflows/e.yml", "on: push\n");
    Workspaces.write(folder, "a.txt", "a\n");
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern(".").call();
      Workspaces.write(folder, ".gitignore", ".github/\n*.log\na.txt\n");
      Workspaces.write(folder, "b.log", "b\n");
      Files.delete(folder.resolve("a.txt"));
      assertThat(Workspace.open(folder).files().paths())
          .containsExactly(".github/workflows/e.yml", ".gitignore");
      Files.writeString(folder.resolve(".git/index"), "broken");
      assertThat(Workspace.open(folder).files().leftOut())
          .singleElement()
          .asString()
          .contains("Git's index could not be read");
    }
  }
}
