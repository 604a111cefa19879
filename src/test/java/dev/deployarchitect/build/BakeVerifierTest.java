package dev.deployarchitect.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program in buildx's place that, like buildx 0.29, wants a secret's file to be there. */
class BakeVerifierTest {
  @TempDir Path folder;

  private Evidence print(String secret) throws IOException {
    Path program = folder.resolve("docker-buildx");
    Files.writeString(
        program,
        """
        #!/bin/sh
        [ "$1" = version ] && echo v0.29.0 && exit
        for file in $(sed -n 's/.*src=\\([^",]*\\).*/\\1/p' "$3"); do [ -f "$file" ] || exit 1; done
        """);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Artifact bake =
        new Artifact(
            "docker-bake.hcl",
            """
            target "app" {
              secret = ["%s"]
            }
            """
                .formatted(secret),
            "builds");
    OutsideTool tools = new OutsideTool(List.of(folder), Duration.ofSeconds(10));
    return new BakeVerifier(tools).verify(bake, List.of(bake)).getLast();
  }

  @Test
  void aSecretsFileIsThereWhileBuildxLooks() throws IOException {
    assertThat(print("id=env,src=.env.build")).isInstanceOf(Evidence.Passed.class);
    assertThat(print("type=file,src=.npmrc,id=npmrc")).isInstanceOf(Evidence.Passed.class);
  }

  @Test
  void nothingIsPutOutsideOfTheFolder() throws IOException {
    assertThat(print("id=env,src=../.env.build")).isInstanceOf(Evidence.Failed.class);
    assertThat(print("id=env,src=/etc/none/.env")).isInstanceOf(Evidence.Failed.class);
  }
}
