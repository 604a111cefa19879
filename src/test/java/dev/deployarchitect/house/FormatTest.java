package dev.deployarchitect.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every file is as google-java-format prints it; {@code -Drefresh=true} rewrites. */
class FormatTest {
  private static final boolean REFRESH = Boolean.getBoolean("refresh");

  @Test
  void everySourceFileIsFormatted() throws IOException, FormatterException {
    List<Path> files = Sources.java();
    assertThat(files).hasSizeGreaterThan(100);
    List<String> differing = new ArrayList<>();
    for (Path file : files) {
      String text = Files.readString(file);
      String formatted =
          new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(text));
      if (!formatted.equals(text)) {
        if (REFRESH) {
          Files.writeString(file, formatted);
        } else {
          differing.add(file.toString());
        }
      }
    }
    assertThat(differing).as("run 'mvn test -Drefresh=true' to format").isEmpty();
  }
}
