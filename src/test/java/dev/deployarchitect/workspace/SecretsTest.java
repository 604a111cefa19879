package dev.deployarchitect.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @TempDir Path folder;

  /** Assembled at run time, so that no scanner takes these for real ones. */
  private static String token(String prefix, int length) {
    return prefix + "a1B2c3D4e5F6g7H8".repeat(8).substring(0, length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ghp_", "gho_", "npm_", "sk_live_", "sk_test_", "whsec_", "glpat-", "sk-proj-"})
  void wellKnownTokensAreReplaced(String prefix) {
    String secret = token(prefix, 36);
    assertThat(Secrets.wellKnown().replace("key: " + secret + "\nnext"))
        .isEqualTo("key: " + Secrets.MARK + "\nnext");
  }

  @Test
  void privateKeysGoAndLinesStay() {
    String key = "-----BEGIN PRIVATE KEY-----\nabc\ndef\n-----END PRIVATE KEY-----";
    String replaced = Secrets.wellKnown().replace("a\n" + key + "\nb");
    assertThat(replaced).doesNotContain("abc").doesNotContain("def");
    assertThat(replaced.lines().count()).isEqualTo(("a\n" + key + "\nb").lines().count());
  }

  @Test
  void passwordsInUrlsAreReplacedButNotPlaceholders() {
    Secrets secrets = Secrets.wellKnown();
    assertThat(secrets.replace("postgresql://app:s3cr3tPass@db.example.com/x"))
        .isEqualTo("postgresql://app:" + Secrets.MARK + "@db.example.com/x");
    assertThat(secrets.replace("postgresql://postgres:postgres@localhost/x"))
        .contains("postgres:postgres");
    assertThat(secrets.replace("postgresql://app:${PASSWORD}@db/x")).contains("${PASSWORD}");
  }

  @Test
  void valuesOfEnvFilesAreReplacedEverywhere() {
    Workspace workspace =
        Workspaces.of(
            folder,
            Map.of(
                ".gitignore", ".env",
                ".env", "TOKEN='zq81-canary-value'\nNAME=production\nURL=https://example.com\n",
                ".env.example", "TOKEN=fill-me-in-1234567890\n"));
    Secrets secrets = Secrets.of(workspace);
    assertThat(secrets.replace("x zq81-canary-value y")).isEqualTo("x " + Secrets.MARK + " y");
    assertThat(secrets.replace("production https://example.com fill-me-in-1234567890"))
        .isEqualTo("production https://example.com fill-me-in-1234567890");
  }
}
