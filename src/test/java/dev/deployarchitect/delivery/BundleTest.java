package dev.deployarchitect.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class BundleTest {
  private static final List<Artifact> FILES =
      List.of(
          new Artifact("deploy/release.sh", "#!/usr/bin/env bash\necho ✓\n", "releases"),
          new Artifact("deploy/host.sh", "host() { :; }\n", "is read by it"),
          new Artifact("deploy/run", "#!/bin/sh\n", "a program without an ending"));

  @Test
  void programsInAZipAreExecutableAndOtherFilesAreNot() throws IOException {
    try (ZipFile zip =
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(Bundle.zip(FILES)))
            .get()) {
      assertThat(zip.getEntry("deploy/release.sh").getUnixMode()).isEqualTo(0100755);
      assertThat(zip.getEntry("deploy/run").getUnixMode()).isEqualTo(0100755);
      ZipArchiveEntry sourced = zip.getEntry("deploy/host.sh");
      assertThat(sourced.getUnixMode()).isEqualTo(0100644);
      assertThat(zip.getInputStream(sourced)).hasContent("host() { :; }\n");
    }
    assertThat(Bundle.zip(FILES)).isEqualTo(Bundle.zip(FILES));
  }

  @Test
  void programsInAPatchAreExecutableAndOtherFilesAreNot() {
    assertThat(Bundle.patch(FILES, path -> Optional.empty()))
        .contains("a/deploy/release.sh b/deploy/release.sh\nnew file mode 100755")
        .contains("a/deploy/host.sh b/deploy/host.sh\nnew file mode 100644")
        .contains("a/deploy/run b/deploy/run\nnew file mode 100755");
  }
}
