package dev.deployarchitect.front.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deployarchitect.Given;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.workspace.WorkspaceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OutFolderTest {
  private static final List<Artifact> FILES =
      List.of(
          new Artifact("a/Dockerfile", "FROM x\n", "builds"),
          new Artifact("a/run.sh", "#!/bin/sh\n", "runs"));

  @TempDir Path temporary;

  private String write(String... options) {
    OutFolder out = CommandLine.populateCommand(new OutFolder(), options);
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    out.write(FILES, Given.sample(), new PrintStream(told, true, StandardCharsets.UTF_8));
    return told.toString(StandardCharsets.UTF_8);
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve(path)));
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
  void newFilesGetAModeThatOthersCanReadAndProgramsCanBeRun() throws IOException {
    String out = temporary.resolve("new/out").toString();
    assertThat(write("--out", out))
        .contains("2 of 2 files written")
        .contains("new       a/Dockerfile")
        .contains("new       a/run.sh");
    // The machine's umask may take bits away, never those of the owner.
    assertThat(mode("new/out/a/Dockerfile")).startsWith("rw-");
    assertThat(mode("new/out/a/run.sh")).startsWith("rwx");
    Path other = Files.createFile(temporary.resolve("other"));
    assertThat(mode("new/out/a/Dockerfile").substring(3, 4))
        .isEqualTo(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(other)).substring(3, 4));
    assertThat(write("--out", out)).contains("0 of 2 files written").contains("unchanged a/run.sh");
  }

  @Test
  void aFileWithOtherContentStaysAndNothingIsWritten() throws IOException {
    Files.createDirectories(temporary.resolve("a"));
    Files.writeString(temporary.resolve("a/run.sh"), "mine\n");
    assertThatThrownBy(() -> write("--out", temporary.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("a/run.sh")
        .hasMessageContaining("--force")
        .hasMessageNotContaining("a/Dockerfile");
    assertThat(files()).containsExactly("a/run.sh");
    assertThat(temporary.resolve("a/run.sh")).hasContent("mine\n");
  }

  @Test
  void forceOverwritesAndKeepsTheMode() throws IOException {
    Files.createDirectories(temporary.resolve("a"));
    // Not UTF-8: what is there is compared as bytes.
    Files.write(temporary.resolve("a/Dockerfile"), new byte[] {(byte) 0xff, 0});
    Files.setPosixFilePermissions(
        temporary.resolve("a/Dockerfile"), PosixFilePermissions.fromString("rw-rw----"));
    assertThat(write("--out", temporary.toString(), "--force")).contains("replaced  a/Dockerfile");
    assertThat(temporary.resolve("a/Dockerfile")).hasContent("FROM x\n");
    assertThat(mode("a/Dockerfile")).isEqualTo("rw-rw----");
  }

  @Test
  void aLinkInsideIsNotFollowedAndOneToTheFolderIs() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Path out = Files.createDirectory(temporary.resolve("out"));
    Files.createSymbolicLink(out.resolve("a"), elsewhere);
    for (String force : List.of("--out", "--force")) {
      assertThatThrownBy(() ->
              write(
                  force.equals("--force")
                      ? new String[] {"--out", out.toString(), force}
                      : new String[] {force, out.toString()}))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("link");
    }
    assertThat(files()).isEmpty();
    Path link = Files.createSymbolicLink(temporary.resolve("link"), elsewhere);
    write("--out", link.toString());
    assertThat(files()).containsExactly("elsewhere/a/Dockerfile", "elsewhere/a/run.sh");
  }
}
