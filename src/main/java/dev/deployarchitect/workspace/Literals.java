package dev.deployarchitect.workspace;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that stand written out at a name which says that they are secret, as in a compose file, a
 * workflow or code: {@code POSTGRES_PASSWORD: hunter22}, {@code apiKey: "a1b2c3d4e5"}. References,
 * placeholders and words that everybody uses in examples are none.
 */
final class Literals {
  /** A name, what joins it to its value, and the value: quoted, or not and then no call. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?<![A-Za-z0-9_$.])(?<!\\$\\{)([A-Za-z_][A-Za-z0-9_-]{2,80}+)([\"']?[ \\t]*+[:=][ \\t]*+)"
              + "(?:\"([^\"\\n\\\\]{6,4000})\"|'([^'\\n\\\\]{6,4000})'"
              + "|([^\\s\"'`#,;{}()\\[\\]|&<>\\\\]{6,4000}+)(?![(\\[.\"'])([ \\t]*+(?:#.*)?$)?)",
          Pattern.MULTILINE);

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "_?(?:.*(?:password|passwd|passphrase)|(?:.*_)?(?:pass|pwd|secret|token|api_?key|private_?key|secret_?key"
              + "|access_?key|signing_?key|encryption_?key|auth_?key|auth_?token|credentials?))(?:_(?:base|value|key|prod|production|staging|dev|test|\\d+))*");

  /** Without a sign between: a Dockerfile's older form, and options of a command line. */
  private static final Pattern SPACED =
      Pattern.compile(
          "(?im)(?:^[ \\t]*ENV[ \\t]++([A-Z][A-Z0-9_]{2,80}+)[ \\t]++"
              + "|(?<![\\w-])--?([a-z][a-z0-9-]{2,40}+)[ \\t]++)([^\\s\"'`#,;{}()\\[\\]|&<>\\\\=-][^\\s\"'`#,;{}()\\[\\]|&<>\\\\=]{5,400}+)");

  /** What {@code ${NAME:-value}} falls back on. */
  private static final Pattern FALLBACK =
      Pattern.compile("\\$\\{([A-Z][A-Z0-9_]{2,80}+):?[-=]([^}\\s\"'$]{6,400}+)\\}");

  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b(?:bearer|basic) +([A-Za-z0-9._~+/-]{20,4000}+=*)");

  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?i)[$%*!<{].*|.*(?:\\$\\{|\\{\\{|\\$\\(|<%|%>).*|(?:process\\.env|import\\.meta|os\\.environ|env|secrets|vars|var|local|data|module|inputs|steps|needs|config|settings|self|this|arn|projects|vault|ssm|op|file|https?)[.:\\[/].*");

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i).*(?:example|change[-_ ]?me|changeit|placeholder|dummy|fake|sample|todo|your[-_ ]|my[-_ ]?secret|not[-_ ]?a?[-_ ]?(?:secret|real|used)|redacted|insert|replace|xxx|\\.\\.\\.|…|\\*\\*\\*|secret replaced).*");

  /** Words that stand for a value, or that are known to everybody. */
  private static final Pattern WORD =
      Pattern.compile(
          "(?i)(?:true|false|null|none|undefined|required|optional|string|integer|number|boolean|enabled|disabled|inherit|write|read|password|passw0rd|postgres|postgresql|mysql|mariadb|secret|secrets|default|admin|root|test(?:ing)?|development|production|localhost|github|github_token|user|guest|minioadmin|supersecret|token)");

  /**
   * The name of a thing, as an enumeration or a test has it, and no value: {@code invalid_token}.
   */
  private static final Pattern NAME =
      Pattern.compile("[a-z]+(?:[_.-][a-z]+)*[_.-](?:password|token|secret|key|credentials?|auth)");

  private Literals() {}

  /** The text with each such value replaced by {@code mark}. */
  static String replace(String text, String mark) {
    String out = ASSIGNED.matcher(text).replaceAll(match -> replaced(match, mark));
    out = SPACED.matcher(out).replaceAll(m -> spaced(m, m.group(1) == null ? 2 : 1, 3, mark));
    out = FALLBACK.matcher(out).replaceAll(m -> spaced(m, 1, 2, mark));
    return HEADER
        .matcher(out)
        .replaceAll(m -> {
          boolean literal =
              isLiteral(m.group(1)) && m.group(1).chars().anyMatch(Character::isDigit);
          return Matcher.quoteReplacement(
              literal ? m.group().substring(0, m.start(1) - m.start()) + mark : m.group());
        });
  }

  /** All such values, also those whose name is in small letters and that have no quotes. */
  static List<String> values(String text) {
    return ASSIGNED
        .matcher(text)
        .results()
        .filter(m -> isSecretName(m.group(1)) && isLiteral(value(m)))
        .map(Literals::value)
        .toList();
  }

  private static String spaced(MatchResult match, int name, int value, String mark) {
    // Behind an option's name a sentence can go on; a value there has a digit.
    boolean sure = name == 1 || match.group(value).chars().anyMatch(Character::isDigit);
    boolean secret = sure && isSecretName(match.group(name)) && isLiteral(match.group(value));
    int from = match.start(value) - match.start();
    int to = match.end(value) - match.start();
    String whole = match.group();
    return Matcher.quoteReplacement(
        secret ? whole.substring(0, from) + mark + whole.substring(to) : whole);
  }

  private static String replaced(MatchResult match, String mark) {
    String value = value(match);
    if (!isSecretName(match.group(1)) || !isLiteral(value) || !isSure(match, value)) {
      return Matcher.quoteReplacement(match.group());
    }
    int from = match.start(valueGroup(match)) - match.start();
    String whole = match.group();
    return Matcher.quoteReplacement(
        whole.substring(0, from) + mark + whole.substring(from + value.length()));
  }

  /**
   * In any text: a variable of the environment is one, as a shell, a YAML or an {@code .env} file
   * sets it. Other names are words of code, where only a quoted value with a digit is.
   */
  private static boolean isSure(MatchResult match, String value) {
    String name = match.group(1);
    boolean variable = name.equals(name.toUpperCase(Locale.ROOT));
    boolean bare = match.group(5) != null;
    boolean shell = match.group(2).equals("=");
    boolean code = match.group(2).endsWith("= ") || match.group(2).startsWith(" ");
    if (bare) {
      return variable && (shell || (!code && match.group(6) != null));
    }
    return (variable && !code)
        || (value.length() >= 8 && value.chars().anyMatch(Character::isDigit));
  }

  private static int valueGroup(MatchResult match) {
    return match.group(3) != null ? 3 : match.group(4) != null ? 4 : 5;
  }

  private static String value(MatchResult match) {
    return match.group(valueGroup(match));
  }

  static boolean isSecretName(String name) {
    String plain =
        name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").replace('-', '_').toLowerCase(Locale.ROOT);
    return SECRET_NAME.matcher(plain).matches() && !plain.startsWith("next_public_");
  }

  static boolean isLiteral(String value) {
    return !REFERENCE.matcher(value).matches()
        && !PLACEHOLDER.matcher(value).matches()
        && !WORD.matcher(value).matches()
        && !NAME.matcher(value).matches()
        && !value.matches("\\d{1,5}|\\d+[smhd]|[A-Z][A-Z0-9_]*_[A-Z0-9_]*|[/.~][a-z0-9._/-]*")
        && value.indexOf(' ') < 0;
  }
}
