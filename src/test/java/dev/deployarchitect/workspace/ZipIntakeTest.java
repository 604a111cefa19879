package dev.deployarchitect.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipIntakeTest {
  @TempDir Path folder;

  private Path into() {
    return folder.resolve("inner").resolve("shop");
  }

  /** Names, each with itself as text; those that end in a slash are folders. */
  private static byte[] zip(String... names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write(name.getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void refuses(byte[] zip, String sentence) {
    assertThatThrownBy(() -> ZipIntake.unpack(zip, into()))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining(sentence);
    assertThat(into()).doesNotExist();
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void filesComeWithTheirFoldersAndBytes() throws IOException {
    assertThat(ZipIntake.unpack(zip("src/", "src/a.ts", "Dockerfile", "ö ü.md"), into()))
        .isEqualTo(3);
    assertThat(into().resolve("src/a.ts")).hasContent("src/a.ts");
    assertThat(Files.readString(into().resolve("ö ü.md"))).isEqualTo("ö ü.md");
  }

  @Test
  void oneFolderAroundEverythingIsLeftOutAndSoIsWhatMacosAdds() {
    ZipIntake.unpack(
        zip("shop-main/", "shop-main/a", "__MACOSX/shop-main/._a", "shop-main/b/c"), into());
    assertThat(into().resolve("a")).exists();
    assertThat(into().resolve("b/c")).exists();
    assertThat(into().resolve("__MACOSX")).doesNotExist();
  }

  @Test
  void aFolderOfTheRepositoryIsNoWrapper() {
    for (String path :
        List.of(
            ".github/workflows/ci.yml", "prisma/schema.prisma", "src/a.ts", "Terraform/main.tf")) {
      Path place = folder.resolve(path.replace('/', '-'));
      ZipIntake.unpack(zip(path), place);
      assertThat(place.resolve(path)).exists();
    }
  }

  @Test
  void aUsualNameAroundWhatOnlyARootHasIsAWrapper() {
    ZipIntake.unpack(zip("web/.github/workflows/ci.yml", "web/package.json"), into());
    assertThat(into().resolve(".github/workflows/ci.yml")).exists();
    assertThat(into().resolve("web")).doesNotExist();
  }

  @Test
  void theRootIsAsTheClientAsks() {
    byte[] zip = zip("src/a", "src/b/c");
    ZipIntake.unpack(ZipIntake.rooted(zip, "src/"), folder.resolve("below"));
    assertThat(folder.resolve("below/b/c")).hasContent("src/b/c");
    byte[] wrapped = zip("shop-main/a", "__MACOSX/shop-main/._a");
    ZipIntake.unpack(ZipIntake.rooted(wrapped, "."), folder.resolve("whole"));
    assertThat(folder.resolve("whole/shop-main/a")).exists();
    assertThatThrownBy(() -> ZipIntake.rooted(zip, "lib"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("'src/a' does not lie below the root 'lib'");
    assertThatThrownBy(() -> ZipIntake.rooted(zip("../evil"), "."))
        .isInstanceOf(WorkspaceException.class);
  }

  @Test
  void namesThatLeadElsewhereRefuseTheWhole() {
    for (String name :
        new String[] {
          "../evil",
          "a/../../evil",
          "/evil",
          "a//evil",
          "./evil",
          "..\\evil",
          "C:evil",
          "a/..",
          "e\0vil"
        }) {
      refuses(zip("fine", name), "leads out of a folder");
    }
  }

  @Test
  void aBombIsMetBeforeAnythingIsWritten() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      byte[] megabyte = new byte[1 << 20];
      for (int i = 0; i < 201; i++) {
        zip.write(megabyte);
      }
      zip.closeEntry();
    }
    assertThat(out.size()).isLessThan(1 << 20);
    refuses(out.toByteArray(), "unpacks to more than 200 MB");
  }

  @Test
  void tooManyFilesAreRefusedWithAWayOut() {
    String[] names = new String[20_001];
    Arrays.setAll(names, i -> "node_modules/" + i);
    refuses(zip(names), "git archive");
  }

  @Test
  void whatIsNoZipOrADamagedOneIsRefused() {
    refuses(new byte[0], "no zip");
    refuses("hello".getBytes(StandardCharsets.UTF_8), "no zip");
    refuses(zip("folder/"), "no zip");
    byte[] whole = zip("a-file-with-a-name", "b");
    refuses(Arrays.copyOf(whole, 60), "");
    refuses(zip("a", "a/b"), "twice");
  }

  @Test
  void noDamageLeadsToAnythingButARefusalOrAFolderOfFiles() {
    Random random = new Random(7);
    byte[] whole = zip("src/a.ts", "Dockerfile", "deep/er/b.json");
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = whole.clone();
      for (int flips = random.nextInt(6); flips >= 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        ZipIntake.unpack(damaged, into());
      } catch (WorkspaceException e) {
        assertThat(into()).doesNotExist();
      }
      ZipIntake.remove(into());
      assertThat(folder.toFile().list()).isSubsetOf("inner");
    }
  }
}
