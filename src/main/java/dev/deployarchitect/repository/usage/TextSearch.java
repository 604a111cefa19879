package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.Literal;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word in files that are no code: settings, workflows, Dockerfiles, infrastructure. */
final class TextSearch {
  private static final Pattern SETTINGS =
      Pattern.compile(
          "(^|/)(\\.env[^/]*|[^/]*\\.env|Dockerfile[^/]*|[^/]*\\.Dockerfile|Procfile|Makefile|[^/]*\\.(ya?ml|toml|tf|tfvars|hcl|sh|json|conf|ini|cfg|properties))$");
  private static final Pattern LOCKS =
      Pattern.compile(
          "(^|/)(package-lock\\.json|pnpm-lock\\.yaml|composer\\.lock|.*\\.lock|poetry\\.lock)$");

  private TextSearch() {}

  static boolean isSetting(String path) {
    return SETTINGS.matcher(path).find() && !LOCKS.matcher(path).find();
  }

  /** Lines that hold the word; values of files that hold values alone are not shown. */
  static List<Usage> lines(Source source, String word, Usage.Part part) {
    List<Usage> found = new ArrayList<>();
    Matcher matcher =
        Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(word) + "(?![A-Za-z0-9_])")
            .matcher(source.text());
    int last = 0;
    while (matcher.find()) {
      int line = source.line(matcher.start());
      if (line != last) {
        last = line;
        boolean values = Secrets.isValuesAlone(source.path());
        String text =
            values ? word + "=…" : Literal.line(source.span(matcher.start(), matcher.end()), 110);
        found.add(new Usage(part, source.span(matcher.start(), matcher.end()), text));
      }
    }
    return found;
  }
}
