package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Installs;
import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.KeyValue;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import java.util.List;
import java.util.Optional;
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

  private static final Pattern SECRET_FILE =
      Pattern.compile(
          "(?i)(.*/)?(id_(rsa|dsa|ecdsa|ed25519)|\\.netrc|\\.pgpass|\\.git-credentials|\\.aws(/.*)?|\\.ssh(/.*)?"
              + "|[^/]*\\.(pem|p12|pfx|jks|key)|(service[-_]?account|credentials)[^/]*\\.json)/?");

  /** Certificates are meant to be seen. */
  private static final Pattern PUBLIC_FILE =
      Pattern.compile("(?i).*(\\bca\\b|ca[-_.]|cert|chain|bundle|public|\\.pub|known_hosts).*");

  private static final Pattern TOKEN_SETTING =
      Pattern.compile("(?m)(_authToken|_password|npmAuthToken)\\s*[=:]\\s*[\"']?[^$\\s\"']");

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
            "build/secret-file-in-image",
            Severity.CRITICAL,
            Confidence.MEDIUM,
            "",
            SecretRules::secretFile),
        Rule.of(
            "build/env-file-in-image",
            Severity.CRITICAL,
            Confidence.HIGH,
            "",
            SecretRules::envFile));
  }

  private static void secrets(DockerfileSubject subject, Rule.Reporter report) {
    subject.file().global().forEach(i -> check(i, true, report));
    for (Stage stage : subject.file().stages()) {
      boolean ships = Layers.stay(subject, stage);
      stage.instructions().stream()
          .map(Instruction::action)
          .filter(i -> i.is("ARG", "ENV"))
          .forEach(i -> check(i, ships, report));
    }
  }

  private static void check(Instruction instruction, boolean ships, Rule.Reporter report) {
    for (KeyValue pair : KeyValue.of(instruction)) {
      boolean secret =
          KEY_ID.matcher(pair.name()).matches()
              || (SECRET_NAME.matcher(pair.name()).matches()
                  && !HARMLESS_NAME.matcher(pair.name()).matches());
      boolean dummy = !pair.value().isEmpty() && DUMMY.matcher(pair.value()).matches();
      boolean unset = instruction.is("ENV") && pair.value().isEmpty();
      if (secret && !dummy && !unset) {
        report.at(pair.span(), message(instruction.keyword(), pair.name(), ships));
      }
    }
  }

  private static String message(String keyword, String name, boolean ships) {
    if (!ships) {
      return "the value of %s %s stays in the build's cache and provenance, which registries keep too"
          .formatted(keyword, name);
    }
    return keyword.equals("ARG")
        ? "the value of ARG %s stays in the image's history, readable by whoever pulls it"
            .formatted(name)
        : "the value of ENV %s stays in the image and in every container's environment"
            .formatted(name);
  }

  private static void secretFile(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .actions()
        .filter(i -> i.is("COPY", "ADD") && i.flag("from").isEmpty())
        .flatMap(i -> i.sources().stream())
        .filter(w -> SECRET_FILE.matcher(w.text()).matches() || holdsToken(subject, w.text()))
        .filter(w -> !PUBLIC_FILE.matcher(w.text()).matches())
        .forEach(w ->
            report.at(
                w.span(),
                "%s becomes a layer, and stays one even where a later step deletes it"
                    .formatted(w.text())));
  }

  /** A registry's settings, with the token itself in them and not a variable. */
  private static boolean holdsToken(DockerfileSubject subject, String source) {
    String path = source.replaceFirst("^\\./", "");
    return path.matches("(.*/)?(\\.npmrc|\\.yarnrc\\.yml)")
        && subject
            .workspace()
            .source(path)
            .filter(s -> TOKEN_SETTING.matcher(s.text()).find())
            .isPresent();
  }

  private static void envFile(DockerfileSubject subject, Rule.Reporter report) {
    subject
        .file()
        .actions()
        .filter(i -> i.is("COPY", "ADD") && i.flag("from").isEmpty())
        .forEach(i ->
            i.sources().stream()
                .filter(w -> w.text().matches("(.*/)?\\.env(\\.[\\w.-]+)?"))
                .filter(w -> !w.text().matches(".*(example|sample|template).*"))
                .forEach(w ->
                    report.at(
                        w.span(),
                        "%s becomes a layer of the image: whoever pulls it can read every value"
                            .formatted(w.text()))));
    if (subject.ignoreFile().isEmpty()
        || subject.mayBeIgnored(".env")
        || subject.mayBeIgnored(".env.local")) {
      return;
    }
    String ignore = subject.ignoreFile().get().path();
    for (Stage stage : subject.file().stages()) {
      Optional<String> how = carried(subject, stage);
      stage.instructions().stream()
          .filter(Installs::copiesEverything)
          .findFirst()
          .filter(copy -> how.isPresent())
          .ifPresent(copy ->
              report.at(
                  copy.span().firstLine(),
                  "%s does not name .env, so a local one %s".formatted(ignore, how.get())));
    }
  }

  /** How a file in the working folder of {@code stage} gets into the image, if it does. */
  private static Optional<String> carried(DockerfileSubject subject, Stage stage) {
    if (Layers.stay(subject, stage)) {
      return Optional.of("is copied into this layer");
    }
    String folder = stage.effective("WORKDIR").map(i -> i.words().getFirst().text()).orElse("/");
    return subject.file().stages().stream()
        .filter(s -> Layers.stay(subject, s))
        .flatMap(s -> s.all("COPY"))
        .filter(i ->
            i.flag("from")
                .flatMap(f -> subject.file().stage(f.value()))
                .filter(from -> from.lineage().contains(stage))
                .isPresent())
        .flatMap(i -> i.sources().stream())
        .map(w -> w.text().replaceFirst("/\\.?$", ""))
        .filter(source -> source.equals(folder) || source.endsWith(".next/standalone"))
        .map(source ->
            "reaches the image with %s, which is copied from this stage".formatted(source))
        .findFirst();
  }
}
