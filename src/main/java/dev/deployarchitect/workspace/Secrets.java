package dev.deployarchitect.workspace;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces secrets before text leaves for a model, a log or a client: well-known token formats,
 * private keys, passwords in URLs, and the values of the workspace's own {@code .env} files. The
 * lines of a text stay lines, so places keep their meaning.
 */
public final class Secrets {
  /** What stands where a secret stood. */
  public static final String MARK = "[secret replaced]";

  private static final int MIN_ENV_VALUE = 8;

  /** Prefixes as their issuers document them; each needs its length, so prose is not touched. */
  private static final Pattern TOKENS =
      Pattern.compile(
          String.join(
              "|",
              "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b",
              "\\bgh[pousr]_[A-Za-z0-9]{30,}\\b",
              "\\bgithub_pat_[A-Za-z0-9_]{40,}\\b",
              "\\bglpat-[A-Za-z0-9_-]{20,}",
              "\\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,}",
              "\\bwhsec_[A-Za-z0-9+/=]{16,}",
              "\\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,}",
              "\\bxox[abprs]-[A-Za-z0-9-]{10,}",
              "\\bAIza[0-9A-Za-z_-]{35}",
              "\\bnpm_[A-Za-z0-9]{36}\\b",
              "\\bdop_v1_[a-f0-9]{64}\\b",
              "\\bhvs\\.[A-Za-z0-9_-]{24,}",
              "\\bSG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}",
              "\\bsntrys_[A-Za-z0-9_=+/.-]{30,}",
              "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"));

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "(-----BEGIN [A-Z ]*PRIVATE KEY-----)(.*?)(-----END [A-Z ]*PRIVATE KEY-----|\\z)",
          Pattern.DOTALL);

  /** The password of {@code scheme://user:password@host}; placeholders and variables stay. */
  private static final Pattern URL_PASSWORD =
      Pattern.compile("(?<=://[^\\s:/@\"'<>]{0,64}:)([^\\s@/\"'<>]+)(?=@[\\w.\\[$\\{-])");

  private static final Set<String> HARMLESS =
      Set.of(
          "password",
          "postgres",
          "user",
          "pass",
          "secret",
          "changeme",
          "example",
          "dummy",
          "prisma",
          "placeholder",
          "johndoe",
          "randompassword");

  private final List<String> known;

  private Secrets(Set<String> known) {
    this.known = known.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  /** Knows the well-known formats alone. */
  public static Secrets wellKnown() {
    return new Secrets(Set.of());
  }

  /** Knows the values of the workspace's {@code .env} files too, those git ignores among them. */
  public static Secrets of(Workspace workspace) {
    Set<String> values = new LinkedHashSet<>();
    EnvFiles.find(workspace.root())
        .forEach(path -> {
          if (workspace.read(path) instanceof Workspace.Read.Text(var source)) {
            EnvFiles.values(source.text()).stream()
                .filter(v -> v.length() >= MIN_ENV_VALUE && looksSecret(v))
                .forEach(values::add);
          }
        });
    return new Secrets(values);
  }

  /** A value of letters alone, a number, a plain address or path is no secret. */
  private static boolean looksSecret(String value) {
    if (value.matches("[a-z_-]+|[0-9.]+|https?://[^:@\\s]+(:\\d+)?[^@\\s]*|[./~][\\w./-]*")) {
      return false;
    }
    return value.chars().anyMatch(Character::isDigit)
        || value.length() >= 20
        || value.contains("://");
  }

  /** The text with every known secret replaced; line breaks are kept. */
  public String replace(String text) {
    String out = TOKENS.matcher(text).replaceAll(MARK);
    out = PRIVATE_KEY.matcher(out).replaceAll(Secrets::keyLines);
    out = URL_PASSWORD.matcher(out).replaceAll(Secrets::password);
    for (String value : known) {
      out = out.replace(value, MARK);
    }
    return out;
  }

  private static String keyLines(java.util.regex.MatchResult match) {
    long lines = match.group(2).chars().filter(c -> c == '\n').count();
    String filler = MARK + "\n".repeat((int) lines);
    return Matcher.quoteReplacement(match.group(1) + filler + match.group(3));
  }

  private static String password(java.util.regex.MatchResult match) {
    String password = match.group(1);
    boolean variable = password.contains("$") || password.contains("{") || password.contains("[");
    boolean harmless = HARMLESS.contains(password.toLowerCase(java.util.Locale.ROOT));
    return Matcher.quoteReplacement(variable || harmless ? password : MARK);
  }
}
