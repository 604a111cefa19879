package dev.deployarchitect.cases;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration of a hadolint case, written in Haskell, as the YAML its users write. */
final class HadolintConfig {
  private static final Pattern LABEL = Pattern.compile("\\( \"(\\w+)\" , (?:Rule\\.)?(\\w+) \\)");
  private static final Pattern ITEM = Pattern.compile("\"([^\"]+)\"");

  private HadolintConfig() {}

  static String yaml(String haskell) {
    StringBuilder out = new StringBuilder();
    list(haskell, "allowedRegistries = \\[([^]]*)]", "trustedRegistries", out);
    list(haskell, "ignoreRules = \\[([^]]*)]", "ignored", out);
    Matcher label = LABEL.matcher(haskell);
    boolean first = true;
    while (haskell.contains("labelSchema") && label.find()) {
      out.append(first ? "label-schema:\n" : "");
      first = false;
      String type =
          switch (label.group(2)) {
            case "RawText" -> "text";
            case "GitHash" -> "hash";
            default -> label.group(2).toLowerCase(Locale.ROOT);
          };
      out.append("  ").append(label.group(1)).append(": ").append(type).append('\n');
    }
    if (haskell.contains("strictLabels = True")) {
      out.append("strict-labels: true\n");
    }
    return out.toString();
  }

  private static void list(String haskell, String pattern, String key, StringBuilder out) {
    Matcher matcher = Pattern.compile(pattern).matcher(haskell);
    if (matcher.find()) {
      out.append(key).append(":\n");
      Matcher item = ITEM.matcher(matcher.group(1));
      while (item.find()) {
        out.append("  - \"").append(item.group(1)).append("\"\n");
      }
    }
  }
}
