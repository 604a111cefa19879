package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.Installs;
import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.regex.Pattern;

/** Rules on what must not stay in an image. */
final class SecretRules {
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)(.*[_-])?(password|passwd|pwd|secret|token|apikey|api_key|secret_key|"
              + "access_key|auth_?token|private_key|credentials?|database_url|dsn)([_-]\\w*)?");

  /** Half of a key pair that is worth nothing alone is still half of it. */
  private static final Pattern KEY_ID =
      Pattern.compile("(?i)(.*_)?(access_key_id|client_secret_id)");

  private static final Pattern HARMLESS_NAME =
      Pattern.compile(
          "(?i).*(_file|_path|_version|_dir|_name|_id|_type|_ttl|_sock|_public.*|"
              + "public_key|_enabled|_length|_expiry|_url_base)|NEXT_PUBLIC_.*|SSH_AUTH_SOCK");
  private static final Pattern DUMMY =
      Pattern.compile(
          "(?i).*(dummy|placeholder|example|fake|build[-_]?time|not[-_]?used|changeme|"
              + "xxx+|localhost|127\\.0\\.0\\.1).*|test|x+|skip|none|true|false|\\d{1,5}");

  private SecretRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of(
            "build/secret-in-env",
            Severity.HIGH,
            Confidence.MEDIUM,
            "SecretsUsedInArgOrEnv DL3064",
            SecretRules::secrets),
        Rule.of(
            "build/env-file-in-image",
            Severity.CRITICAL,
            Confidence.HIGH,
            "",
            SecretRules::envFile));
  }

  private static void secrets(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .instructions()
        .filter(i -> i.is("ARG", "ENV"))
        .forEach(instruction -> {
          List<Word> words = instruction.words();
          boolean legacy =
              instruction.is("ENV") && !words.isEmpty() && !words.getFirst().text().contains("=");
          if (legacy) {
            String value = words.size() > 1 ? words.get(1).text() : "";
            check(instruction, words.getFirst().text(), value, words.getFirst().span(), report);
            return;
          }
          for (Word word : words) {
            int equals = word.text().indexOf('=');
            String name = equals < 0 ? word.text() : word.text().substring(0, equals);
            String value = equals < 0 ? "" : word.text().substring(equals + 1);
            check(instruction, name, value, word.span(), report);
          }
        });
  }

  private static void check(
      Instruction instruction, String name, String value, Span span, Rule.Reporter report) {
    boolean secret =
        KEY_ID.matcher(name).matches()
            || (SECRET_NAME.matcher(name).matches() && !HARMLESS_NAME.matcher(name).matches());
    boolean dummy = !value.isEmpty() && DUMMY.matcher(value).matches();
    boolean unset = instruction.is("ENV") && value.isEmpty();
    if (secret && !dummy && !unset) {
      report.at(
          span,
          instruction.is("ARG")
              ? "the value of ARG %s stays in the image's history, readable by whoever pulls it"
                  .formatted(name)
              : "the value of ENV %s stays in the image and in every container's environment"
                  .formatted(name));
    }
  }

  private static void envFile(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .instructions()
        .filter(i -> i.is("COPY", "ADD") && i.flag("from").isEmpty())
        .forEach(i ->
            i.words().stream()
                .limit(Math.max(0, i.words().size() - 1L))
                .filter(w -> w.text().matches("(.*/)?\\.env(\\.[\\w.-]+)?"))
                .filter(w -> !w.text().matches(".*(example|sample|template).*"))
                .forEach(w ->
                    report.at(
                        w.span(),
                        "%s becomes a layer of the image: whoever pulls it can read every value"
                            .formatted(w.text()))));
    if (subject.ignoreFile().isPresent()
        && !subject.ignored(".env")
        && !subject.ignored(".env.local")) {
      subject
          .file()
          .instructions()
          .filter(Installs::copiesEverything)
          .findFirst()
          .ifPresent(copy ->
              report.at(
                  copy.span().firstLine(),
                  ".dockerignore does not name .env, so a local one is copied into this layer"));
    }
  }
}
