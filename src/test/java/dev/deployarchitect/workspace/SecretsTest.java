package dev.deployarchitect.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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
      strings = {
        "npg_",
        "sb_secret_",
        "pscale_pw_",
        "dckr_pat_",
        "glrt-",
        "vercel_blob_rw_",
        "ghp_",
        "gho_",
        "npm_",
        "sk_live_",
        "sk_test_",
        "whsec_",
        "glpat-",
        "sk-proj-"
      })
  void wellKnownTokensAreReplaced(String prefix) {
    String secret = token(prefix, 36);
    assertThat(Secrets.wellKnown().replace("key: " + secret + "\nnext"))
        .isEqualTo("key: " + Secrets.MARK + "\nnext");
  }

  @Test
  void privateKeysGoAndLinesStay() {
    for (String kind : List.of("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ")) {
      String key = pem(kind + "PRIVATE KEY");
      String replaced = Secrets.wellKnown().replace("a\n" + key + "\nb");
      assertThat(replaced).as(kind).doesNotContain(BODY).startsWith("a\n").endsWith("\nb");
      assertThat(replaced.lines().count()).isEqualTo(("a\n" + key + "\nb").lines().count());
    }
  }

  private static final String BODY = "VGhpcyB0ZXh0IGlzIGFzIGxvbmcgYXMgdGhlIGJvZHkgb2YgYSBrZXk5";

  private static String pem(String kind) {
    return "-----BEGIN %s-----\n%s\n%s\n-----END %s-----"
        .formatted(kind, BODY, BODY.toLowerCase(Locale.ROOT), kind);
  }

  @Test
  void pgpKeysGoAndPublicOnesStay() {
    String pgp = pem("PGP PRIVATE KEY BLOCK").replace("-----\n", "-----\nVersion: 1\n\n");
    assertThat(Secrets.wellKnown().replace(pgp)).doesNotContain(BODY);
    for (String kind : List.of("PUBLIC KEY", "CERTIFICATE", "PGP PUBLIC KEY BLOCK")) {
      assertThat(Secrets.wellKnown().replace(pem(kind))).isEqualTo(pem(kind));
    }
  }

  @Test
  void keysInsideJsonAndWithoutTheirEndGo() {
    String json = "{\"private_key\": \"" + pem("PRIVATE KEY").replace("\n", "\\n") + "\\n\"}";
    assertThat(Secrets.wellKnown().replace(json)).doesNotContain(BODY).endsWith("\"}");
    String cut = "-----BEGIN PRIVATE KEY-----\n" + BODY + "\nnext: line\n";
    assertThat(Secrets.wellKnown().replace(cut)).doesNotContain(BODY).endsWith("\nnext: line\n");
  }

  @Test
  void aMarkerInCodeHidesNothing() {
    String code = "if (text.startsWith(\"-----BEGIN PRIVATE KEY-----\")) {\n  go();\n}\n";
    assertThat(Secrets.wellKnown().replace(code)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7})
  void keysInBase64GoAtEveryAlignmentWrappedOrNot(int before) {
    byte[] bytes = ("x".repeat(before) + pem("RSA PRIVATE KEY")).getBytes(StandardCharsets.UTF_8);
    String line = Base64.getEncoder().encodeToString(bytes);
    String wrapped =
        Base64.getMimeEncoder(64, "\n    ".getBytes(StandardCharsets.UTF_8)).encodeToString(bytes);
    String url = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    for (String encoded : List.of(line, wrapped, url)) {
      String replaced = Secrets.wellKnown().replace("  tls.key: " + encoded + "\n  b: c\n");
      assertThat(replaced).doesNotContain(encoded.substring(encoded.length() - 20));
      assertThat(replaced).startsWith("  tls.key: " + Secrets.MARK).endsWith("\n  b: c\n");
      assertThat(replaced.lines().count())
          .isEqualTo(("  tls.key: " + encoded + "\n  b: c\n").lines().count());
    }
  }

  @Test
  void otherBase64Stays() {
    String certificate =
        Base64.getEncoder().encodeToString(pem("CERTIFICATE").getBytes(StandardCharsets.UTF_8));
    String hash = "sha512-" + "a1B2".repeat(21) + "==";
    assertThat(Secrets.wellKnown().replace(certificate + " " + hash))
        .isEqualTo(certificate + " " + hash);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "      POSTGRES_PASSWORD: correcthorse",
        "      - JWT_SECRET=correcthorse",
        "  STRIPE_API_KEY: 'correcthorse'",
        "ENV SESSION_SECRET=correcthorse",
        "export AWS_SECRET_ACCESS_KEY=correcthorse",
        "const apiKey = \"correcthorse1\";",
        "  password = \"correcthorse1\"",
        "{\"client_secret\": \"correcthorse1\"}",
        "PGPASSWORD=correcthorse1 psql shop",
        "      RABBITMQ_DEFAULT_PASS: correcthorse",
        "ENV DB_PASSWORD correcthorse",
        "  POSTGRES_PASSWORD: '@correcthorse'",
        "  POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:-correcthorse}",
        "env: {POSTGRES_PASSWORD: 'correcthorse'}",
        "//registry.npmjs.org/:_authToken=\"correcthorse1\"",
        "mysql --password correcthorse1 shop",
        "curl -H 'Authorization: Bearer correcthorse1correcthorse1'"
      })
  void valuesWrittenOutAtSecretNamesGo(String line) {
    assertThat(Secrets.wellKnown().replace(line))
        .doesNotContain("correcthorse")
        .contains(Secrets.MARK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POSTGRES_PASSWORD: postgres",
        "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}",
        "API_KEY: ${{ secrets.API_KEY }}",
        "JWT_SECRET=$JWT_SECRET",
        "DB_PASSWORD: changeme-please",
        "CLERK_SECRET_KEY=your-clerk-secret",
        "const token = await getToken();",
        "password: string;",
        "password = var.database_password",
        "GITHUB_TOKEN: github_token",
        "POSTGRES_PASSWORD_FILE: /run/secrets/password",
        "SECRET_NAME: shop-production",
        "TOKEN_URL: https://login.example.org/token",
        "secret_key_base: <%= ENV['SECRET_KEY_BASE'] %>",
        "password text NOT NULL",
        "apiKey: process.env.API_KEY",
        "docker build --secret id=npmrc,src=.npmrc .",
        "docker login --username shop --password-stdin ghcr.io",
        "Give the --token option of the launcher a name.",
        "BYPASS: everything goes through",
        "SECRET_KEY = os.getenv(\"SHOP_SECRET_KEY\")",
        "PRIVATE_KEY = KEY.to_pem Gem::Security::KEY_CIPHER, 'x'",
        "  - POSTGRES_PASSWORD=${POSTGRES_PASSWORD:?Variable not set}",
        "INVALID_PASSWORD = \"invalid_password\"",
        "E2E_TOKEN: z.string().min(1),",
        "export const TOKEN_KEY = \"shop_access_token\";",
        "\"MYSQL_ROOT_PASSWORD\": testPassword,",
        "basic authentication is not allowed here, it says"
      })
  void referencesPlaceholdersAndWordsStay(String line) {
    assertThat(Secrets.wellKnown().replace(line)).isEqualTo(line);
  }

  @Test
  void whatTheRepositorysFilesHoldIsKnownWhereverItAppears() {
    Workspace workspace =
        Workspaces.of(
            folder,
            Map.of(
                "compose.yml",
                    "services:\n  db:\n    environment:\n      password: zq81canaryvalue\n",
                ".envrc", "export DATABASE_PASS=zq82canaryvalue\n",
                "deploy/key.pem", pem("PRIVATE KEY") + "\n"));
    Secrets secrets = Secrets.of(workspace);
    assertThat(secrets.replace("x zq81canaryvalue zq82canaryvalue " + BODY + " y"))
        .isEqualTo("x %1$s %1$s %1$s y".formatted(Secrets.MARK));
  }

  @Test
  void aSearchShowsNoLineOfAKeyAndNoValueOfAnEnvrc() {
    Workspaces.of(
        folder,
        Map.of(
            "deploy/key.txt", pem("PRIVATE KEY") + "\n",
            ".envrc", "export API_PASS=zq83canaryvalue\n",
            "a.txt", "zq84 stays\n"));
    ToolContext context = new ToolContext(Workspace.open(folder));
    for (String text : List.of("VGhpcyB0", "zq83")) {
      assertThat(
              Given.call(
                  context, "search_code", "{\"pattern\":\"%s\",\"literal\":true}".formatted(text)))
          .as(text)
          .isInstanceOf(ToolResult.NothingFound.class);
    }
    assertThat(Given.call(context, "search_code", "{\"pattern\":\"API_PASS\"}").text())
        .contains(".envrc\n    1: export API_PASS=…");
    assertThat(Given.call(context, "search_code", "{\"pattern\":\"zq84\"}").text())
        .contains("a.txt\n    1: zq84 stays");
  }

  /** Twice the text takes about twice the time, whatever it is made of. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN ",
        "LS0tLS1CRUdJTiBQUklWQVRFIEtFW\n",
        "A",
        "A_",
        "PASSWORD=",
        "PASSWORD: \"",
        "bearer ",
        "://a:",
        "eyJ",
        "Private-Lines: 9\n"
      })
  void hostileTextIsReadInLinearTime(String piece) {
    Secrets secrets = Secrets.wellKnown();
    String text = piece.repeat(200_000 / piece.length());
    secrets.replace(text);
    long once = best(secrets, text);
    // Four times would be quadratic; a tenth of a second is noise.
    assertThat(best(secrets, text + text)).isLessThan(3 * Math.max(once, 100_000_000L));
  }

  private static long best(Secrets secrets, String text) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      secrets.replace(text);
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
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
