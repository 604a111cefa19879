package dev.deployarchitect.build.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.build.dockerfile.DockerIgnore;
import dev.deployarchitect.build.dockerfile.DockerfileReader;
import dev.deployarchitect.text.Source;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RerunsTest {

  private static Reruns after(String path, String dockerfile) {
    return Reruns.of(
        DockerfileReader.read(new Source("Dockerfile", dockerfile)), path, Optional.empty());
  }

  @Test
  void aSourceEditRerunsTheInstallOnlyWhereSourcesAreCopiedBeforeIt() {
    String slow = "FROM a\nCOPY . .\nRUN npm ci\nRUN npm run build\n";
    String fast = "FROM a\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n";
    assertThat(after("src/a.ts", slow).summary())
        .isEqualTo("2 of 2 RUN steps (lines 3, 4), the install among them");
    assertThat(after("src/a.ts", fast).summary())
        .isEqualTo("1 of 2 RUN steps (line 5), the install not among them");
    assertThat(after("package-lock.json", fast).install()).isTrue();
    assertThat(after("packages/x/package.json", fast).install()).isFalse();
  }

  @Test
  void aBindMountCountsAsACopyAndACacheMountDoesNot() {
    String file =
        """
        FROM a
        RUN --mount=type=bind,source=package.json,target=/app/package.json \\
            --mount=type=cache,target=/root/.npm npm ci
        """;
    assertThat(after("package.json", file).install()).isTrue();
    assertThat(after("src/a.ts", file).install()).isFalse();
  }

  @Test
  void aChangeGoesOnThroughStagesAndSkipsThoseTheImageDoesNotNeed() {
    String file =
        """
        FROM a AS deps
        COPY package.json ./
        RUN npm ci
        FROM deps AS build
        COPY src ./src
        RUN npm run build
        FROM deps AS unused
        COPY src ./src
        RUN npm test
        FROM a
        COPY --from=build /app/dist ./
        RUN ls
        """;
    assertThat(after("src/x/y.ts", file).steps())
        .extracting(i -> i.span().line())
        .containsExactly(6, 12);
    assertThat(after("src/x/y.ts", file).all()).isEqualTo(3);
    assertThat(after("README.md", file).steps()).isEmpty();
  }

  @Test
  void anEditOfAnIgnoredFileRerunsNothing() {
    Reruns reruns =
        Reruns.of(
            DockerfileReader.read(new Source("Dockerfile", "FROM a\nCOPY . .\nRUN npm ci\n")),
            "docs/a.md",
            Optional.of(DockerIgnore.read("docs\n")));
    assertThat(reruns.steps()).isEmpty();
  }
}
