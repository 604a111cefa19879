package dev.deployarchitect.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The size budget: a file is read in one sitting. */
class SizeTest {

  @Test
  void noFileIsLongerThan400LinesAndNineInTenAreUnder200() throws IOException {
    Map<Path, Long> lines = new TreeMap<>();
    for (Path file : Sources.main()) {
      lines.put(file, Files.readString(file).lines().count());
    }
    assertThat(lines).hasSizeGreaterThan(100);
    assertThat(lines).allSatisfy((file, count) -> assertThat(count).isLessThanOrEqualTo(400));
    List<Long> sorted = new ArrayList<>(lines.values().stream().sorted().toList());
    assertThat(sorted.get(sorted.size() * 9 / 10)).as("the ninth decile").isLessThan(200);
    assertThat(sorted.get(sorted.size() / 2)).as("the median").isLessThan(80);
  }

  @Test
  void everyPackageSaysInOneSentenceWhatItIs() throws IOException {
    for (Path file : Sources.main()) {
      Path info = file.resolveSibling("package-info.java");
      assertThat(info).exists();
      assertThat(Files.readString(info)).startsWith("/**").contains(".");
    }
  }
}
