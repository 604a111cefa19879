package dev.deployarchitect.build.review;

import dev.deployarchitect.finding.Fix;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.shell.Word;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** EXPOSE: {@code PORT[-PORT][/PROTOCOL]}. */
final class ExposeRules {
  private static final Pattern PORTS = Pattern.compile("(\\d+)(?:-(\\d+))?(?:/(\\w+))?");
  private static final int HIGHEST = 65_535;

  private ExposeRules() {}

  static List<Rule<DockerfileSubject>> all() {
    return List.of(
        Rule.of("build/expose-port-range", Severity.HIGH, "DL3011", ExposeRules::range),
        Rule.of("build/expose-format", Severity.HIGH, "ExposeInvalidFormat", ExposeRules::format),
        Rule.of("build/expose-casing", Severity.INFO, "ExposeProtoCasing", ExposeRules::casing));
  }

  private static Stream<Word> ports(DockerfileSubject subject) {
    return subject
        .file()
        .actions()
        .filter(i -> i.is("EXPOSE"))
        .flatMap(i -> i.words().stream())
        .filter(w -> !w.text().contains("$"));
  }

  private static void range(DockerfileSubject subject, Rule.Reporter report) {
    ports(subject)
        .filter(w -> {
          Matcher matcher = PORTS.matcher(w.text());
          return matcher.matches()
              && (tooHigh(matcher.group(1))
                  || (matcher.group(2) != null && tooHigh(matcher.group(2))));
        })
        .forEach(w -> report.at(w.span(), "ports end at 65535"));
  }

  private static boolean tooHigh(String digits) {
    return digits.length() > 5 || Integer.parseInt(digits) > HIGHEST;
  }

  private static void format(DockerfileSubject subject, Rule.Reporter report) {
    ports(subject)
        .filter(w -> w.text().contains(":"))
        .forEach(w ->
            report.at(
                w.span(),
                "EXPOSE names the container's port alone; host ports are given when it is run"));
  }

  private static void casing(DockerfileSubject subject, Rule.Reporter report) {
    ports(subject)
        .filter(w -> PORTS.matcher(w.text()).matches())
        .filter(w -> !w.text().equals(w.text().toLowerCase(Locale.ROOT)))
        .forEach(w -> {
          String lower = w.text().toLowerCase(Locale.ROOT);
          report.at(
              w.span(),
              "the protocol is written in lower case",
              Fix.safe("write " + lower, w.span(), lower));
        });
  }
}
