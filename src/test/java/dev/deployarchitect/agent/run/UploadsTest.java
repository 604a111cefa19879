package dev.deployarchitect.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.store.SqlJournal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadsTest {
  @TempDir Path folder;

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("Dockerfile"));
      zip.write('F');
    }
    return bytes.toByteArray();
  }

  @Test
  void foldersOfServersThatWereKilledGoAndOthersStay() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path left = Files.createDirectories(folder.resolve("architect-uploads-" + dead.pid() + "-1/a"));
    Files.writeString(left.resolve("b"), "c");
    Path ours = folder.resolve("architect-uploads-" + ProcessHandle.current().pid() + "-2");
    Path other = folder.resolve("architect-uploads-keep");
    Files.createDirectories(ours);
    Files.createDirectories(other);
    Uploads.sweep(folder);
    assertThat(left.getParent()).doesNotExist();
    assertThat(ours).exists();
    assertThat(other).exists();
  }

  @Test
  void whatIsTakenAwayOnOneServerIsGoneOnAnother() throws IOException {
    try (SqlJournal journal = SqlJournal.open(folder.resolve("store.db").toString());
        Uploads here = Uploads.of(journal);
        Uploads there = Uploads.of(journal)) {
      String name = here.keep("shop", "alice", zip());
      Path unpacked = there.context(name).orElseThrow().workspace().root();
      assertThat(unpacked.resolve("Dockerfile")).exists();
      assertThat(here.remove(name, "bob")).isFalse();
      assertThat(here.remove(name, "alice")).isTrue();
      assertThat(there.context(name)).isEmpty();
      assertThat(here.context(name)).isEmpty();
      assertThat(unpacked).doesNotExist();
    }
  }

  @Test
  void serversThatStartAtTheSameMomentSweepTogether() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    for (int round = 0; round < 20; round++) {
      Path left = folder.resolve("architect-uploads-" + dead.pid() + "-" + round);
      for (int i = 0; i < 50; i++) {
        Files.createDirectories(left.resolve("a" + i + "/b"));
      }
      try (ExecutorService servers = Executors.newFixedThreadPool(4)) {
        List<Future<?>> sweeps = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          sweeps.add(
              servers.submit(() -> {
                Uploads.sweep(folder);
                return null;
              }));
        }
        for (Future<?> sweep : sweeps) {
          sweep.get();
        }
      }
      assertThat(left).doesNotExist();
    }
  }
}
