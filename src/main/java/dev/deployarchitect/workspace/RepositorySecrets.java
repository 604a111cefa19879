package dev.deployarchitect.workspace;

import dev.deployarchitect.text.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Secrets that a repository's own files hold, so that they are known wherever they appear: a line
 * of a key in a search, a password of a compose file in a patch.
 */
final class RepositorySecrets {
  private static final int MIN_VALUE = 8;
  private static final int MIN_KEY_LINE = 32;

  /** More are not worth their time in every text: each is looked for. */
  private static final int MOST = 1_000;

  /** Files in which settings stand written out; whole repositories are not read for this. */
  private static final Pattern SETTINGS =
      Pattern.compile(
          "(?i)(.*/)?([^/]*\\.(ya?ml|properties|toml|ini|conf|cfg|tfvars|hcl|env|envrc)"
              + "|\\.envrc|\\.npmrc|\\.pypirc|\\.netrc|\\.htpasswd|(app)?settings[^/]*\\.json"
              + "|(service[-_]?account|credentials|secrets?|config)[^/]*\\.json|Dockerfile[^/]*)");

  private static final Pattern KEYS =
      Pattern.compile(
          "(?i)(.*/)?([^/]*\\.(pem|key|p8|asc|ppk|gpg|priv|pk8)|id_[a-z0-9]+|[^/]*_(rsa|ed25519|ecdsa|dsa))");

  private static final int MOST_FILES = 4_000;

  private RepositorySecrets() {}

  static Set<String> of(Workspace workspace) {
    Set<String> values = new LinkedHashSet<>();
    EnvFiles.find(workspace.root())
        .forEach(path -> {
          if (workspace.read(path) instanceof Workspace.Read.Text(Source source)) {
            EnvFiles.values(source.text()).stream()
                .filter(v -> v.length() >= MIN_VALUE && looksSecret(v))
                .forEach(values::add);
            keyLines(source.text(), values);
          }
        });
    List<String> paths =
        workspace.paths(p -> SETTINGS.matcher(p).matches() || KEYS.matcher(p).matches());
    for (String path : paths.subList(0, Math.min(MOST_FILES, paths.size()))) {
      if (values.size() < MOST
          && workspace.read(path) instanceof Workspace.Read.Text(Source source)) {
        Literals.values(source.text()).stream()
            .filter(v -> v.length() >= MIN_VALUE && looksSecret(v))
            .forEach(values::add);
        keyLines(source.text(), values);
      }
    }
    return values;
  }

  private static void keyLines(String text, Set<String> values) {
    for (KeyBlocks.Block block : KeyBlocks.find(text)) {
      text.substring(block.from(), block.to())
          .lines()
          .map(line -> line.strip().replaceFirst("^[^A-Za-z0-9+/]+", ""))
          .filter(line -> line.length() >= MIN_KEY_LINE)
          .forEach(values::add);
    }
  }

  /** A value of letters alone, a number, a plain address or path is no secret. */
  private static boolean looksSecret(String value) {
    if (value.matches(
        "[a-z_-]+|[A-Za-z][A-Za-z ]*|[0-9.]+|https?://[^:@\\s]+(:\\d+)?[^@\\s]*|[./~][\\w./-]*")) {
      return false;
    }
    return value.chars().anyMatch(Character::isDigit)
        || value.length() >= 20
        || value.contains("://");
  }
}
