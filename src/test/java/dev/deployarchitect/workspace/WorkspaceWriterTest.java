package dev.deployarchitect.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceWriterTest {
  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectories(temporary.resolve("shop"));
    Files.writeString(folder.resolve("Dockerfile"), "FROM a\n");
  }

  private Workspace workspace() {
    return Workspace.open(folder).writable();
  }

  private static WorkspaceWriter.Change change(String path, String before, String content) {
    return new WorkspaceWriter.Change(path, Optional.ofNullable(before), Optional.of(content));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(temporary)) {
      return all.filter(Files::isRegularFile)
          .map(f -> temporary.relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void filesAreChangedAndAddedAndNothingElseIsThere() throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve("Dockerfile"), PosixFilePermissions.fromString("rw-rw-r--"));
    WorkspaceWriter.write(
        workspace(),
        List.of(
            change("Dockerfile", "FROM a\n", "FROM b\n"),
            change("deploy/a/release.sh", null, "#!/bin/sh\necho ✓\n"),
            change("deploy/a/sourced.sh", null, "echo ✓\n")));
    assertThat(files())
        .containsExactly("shop/Dockerfile", "shop/deploy/a/release.sh", "shop/deploy/a/sourced.sh");
    assertThat(folder.resolve("Dockerfile")).hasContent("FROM b\n");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("Dockerfile"))))
        .isEqualTo("rw-rw-r--");
    assertThat(folder.resolve("deploy/a/release.sh"))
        .hasContent("#!/bin/sh\necho ✓\n")
        .isExecutable();
    assertThat(Files.isExecutable(folder.resolve("deploy/a/sourced.sh"))).isFalse();
  }

  @Test
  void aFolderMadeForAWriteThatFailsIsGoneAgain() {
    FolderWriter writer = FolderWriter.below(temporary.resolve("shop/x/y"));
    FolderWriter.Change good = new FolderWriter.Change("a/b", Optional.empty(), Optional.of("b"));
    // A file is where the second needs a folder: staging fails after the first was staged.
    FolderWriter.Change bad = new FolderWriter.Change("a/b/c", Optional.empty(), Optional.of("c"));
    assertThatThrownBy(() -> writer.write(List.of(good, bad)))
        .isInstanceOf(WorkspaceException.class);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void aWorkspaceThatIsOnlyReadIsNotWritten() throws IOException {
    assertThatThrownBy(
            () -> WorkspaceWriter.write(Workspace.open(folder), List.of(change("a", null, "a"))))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("only read");
    assertThat(files()).containsExactly("shop/Dockerfile");
  }

  @Test
  void whatChangedMeanwhileIsNotOverwrittenAndNothingElseIsWrittenEither() throws IOException {
    List<WorkspaceWriter.Change> wrong =
        List.of(
            change("Dockerfile", "FROM other\n", "x"),
            change("Dockerfile", null, "x"),
            change("gone", "was here", "x"));
    for (WorkspaceWriter.Change one : wrong) {
      assertThatThrownBy(
              () -> WorkspaceWriter.write(workspace(), List.of(change("new", null, "n"), one)))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("is not what it was");
    }
    assertThat(files()).containsExactly("shop/Dockerfile");
    assertThat(folder.resolve("Dockerfile")).hasContent("FROM a\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside",
        "/etc/x",
        "a/../../outside",
        ".git/hooks/pre-commit",
        "a/.GIT/config",
        "",
        ".",
        "a\\b",
        "a\0b"
      })
  void nothingOutsideIsWritten(String path) throws IOException {
    assertThatThrownBy(() -> WorkspaceWriter.write(workspace(), List.of(change(path, null, "x"))))
        .isInstanceOf(WorkspaceException.class);
    assertThat(files()).containsExactly("shop/Dockerfile");
  }

  @Test
  void nothingIsWrittenThroughALink() throws IOException {
    Files.createDirectory(temporary.resolve("other"));
    Files.createSymbolicLink(folder.resolve("out"), temporary.resolve("other"));
    Files.createSymbolicLink(folder.resolve("link"), temporary.resolve("other/file"));
    for (String path : List.of("out/x", "out/new/x", "link")) {
      assertThatThrownBy(() -> WorkspaceWriter.write(workspace(), List.of(change(path, null, "x"))))
          .as(path)
          .isInstanceOf(WorkspaceException.class);
    }
    assertThat(files()).containsExactly("shop/Dockerfile");
  }

  @Test
  void whenOneFileCannotTakeItsPlaceTheOthersAreTakenBack() throws IOException {
    // A folder under the name of a new file appears after it was looked at: the move fails.
    List<WorkspaceWriter.Change> changes =
        List.of(change("Dockerfile", "FROM a\n", "FROM b\n"), change("a/b", null, "b"));
    Files.createDirectories(folder.resolve("a/b/c"));
    assertThatThrownBy(() -> WorkspaceWriter.write(workspace(), changes))
        .isInstanceOf(WorkspaceException.class);
    assertThat(folder.resolve("Dockerfile")).hasContent("FROM a\n");
    assertThat(files()).containsExactly("shop/Dockerfile");
  }
}
