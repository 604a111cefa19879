package dev.deployarchitect.build.dockerfile;

import java.util.Optional;
import java.util.regex.Pattern;

/** The modifiers of <code>${name…}</code> that BuildKit knows. */
final class Modifier {
  private Modifier() {}

  /** The text that stands for the variable. */
  static String apply(String modifier, Optional<String> value, String word) {
    String set = value.orElse("");
    return switch (modifier) {
      case "-" -> value.orElse(word);
      case ":-" -> set.isEmpty() ? word : set;
      case "+" -> value.isPresent() ? word : "";
      case ":+" -> set.isEmpty() ? "" : word;
      case "#" -> prefix(set, word, false);
      case "##" -> prefix(set, word, true);
      case "%" -> suffix(set, word, false);
      case "%%" -> suffix(set, word, true);
      case "/", "//" -> replace(set, word, modifier.length() == 2);
      default -> set;
    };
  }

  private static String prefix(String value, String glob, boolean greedy) {
    var matcher = Pattern.compile("(?s)^" + regex(glob, greedy)).matcher(value);
    return matcher.find() ? value.substring(matcher.end()) : value;
  }

  private static String suffix(String value, String glob, boolean greedy) {
    Pattern pattern = Pattern.compile("(?s)" + regex(glob, true));
    int from = greedy ? 0 : value.length();
    for (int i = from; greedy ? i <= value.length() : i >= 0; i += greedy ? 1 : -1) {
      if (pattern.matcher(value).region(i, value.length()).matches()) {
        return value.substring(0, i);
      }
    }
    return value;
  }

  private static String replace(String value, String word, boolean all) {
    int slash = word.indexOf('/');
    String glob = slash < 0 ? word : word.substring(0, slash);
    String by =
        java.util.regex.Matcher.quoteReplacement(slash < 0 ? "" : word.substring(slash + 1));
    if (glob.isEmpty()) {
      return value;
    }
    var matcher = Pattern.compile("(?s)" + regex(glob, true)).matcher(value);
    return all ? matcher.replaceAll(by) : matcher.replaceFirst(by);
  }

  private static String regex(String glob, boolean greedy) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      switch (glob.charAt(i)) {
        case '*' -> out.append(greedy ? ".*" : ".*?");
        case '?' -> out.append('.');
        default -> out.append(Pattern.quote(glob.substring(i, i + 1)));
      }
    }
    return out.toString();
  }
}
