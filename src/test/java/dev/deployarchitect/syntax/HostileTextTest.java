package dev.deployarchitect.syntax;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.deployarchitect.build.dockerfile.DockerfileReader;
import dev.deployarchitect.syntax.ecmascript.Script;
import dev.deployarchitect.syntax.hcl.HclFormat;
import dev.deployarchitect.syntax.hcl.HclReader;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.syntax.prisma.PrismaSchema;
import dev.deployarchitect.syntax.shell.ShellScript;
import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.text.Source;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No reader throws, whatever the text; the seed is fixed, so a failure can be repeated. */
class HostileTextTest {
  private static final int TEXTS = 1_500;
  private static final String PIECES =
      "FROM RUN COPY --from= <<EOF\nEOF\n \\\n # \" ' ` ${ } $( ) [ ] { } : - \t , ; & && | || > <"
          + " = == /* */ -- $$ ${{ }} @@ ALTER TABLE \"x\" é 😀 \u0000 \uFEFF key: &a *a !!str |\n >-\n";

  private static final Map<String, Consumer<Source>> READERS =
      Map.of(
          "YAML", YamlReader::read,
          "JSON", JsonReader::read,
          "HCL", HclReader::read,
          "HCL format", s -> HclFormat.format(s.text()),
          "shell", s -> ShellScript.read(s.whole()),
          "SQL", SqlReader::read,
          "Prisma", PrismaSchema::read,
          "ECMAScript", Script::read,
          "Dockerfile", s -> DockerfileReader.read(s).instructions().forEach(i -> i.shell()));

  @TestFactory
  Stream<DynamicTest> readersNeverThrow() {
    return READERS.entrySet().stream()
        .map(reader ->
            DynamicTest.dynamicTest(
                reader.getKey(),
                () -> {
                  Random random = new Random(20261123);
                  String[] pieces = PIECES.split(" ");
                  for (int i = 0; i < TEXTS; i++) {
                    StringBuilder text = new StringBuilder();
                    for (int k = random.nextInt(40); k >= 0; k--) {
                      text.append(pieces[random.nextInt(pieces.length)]);
                      if (random.nextBoolean()) {
                        text.append(random.nextInt(4) == 0 ? '\n' : ' ');
                      }
                    }
                    Source source = new Source("hostile", text.toString());
                    assertThatCode(() -> reader.getValue().accept(source))
                        .as(source.text())
                        .doesNotThrowAnyException();
                  }
                }));
  }
}
