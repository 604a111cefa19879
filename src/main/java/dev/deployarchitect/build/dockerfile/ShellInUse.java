package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether a POSIX shell reads the commands at hand: SHELL changes it, a stage inherits it, Windows
 * images start with {@code cmd}.
 */
final class ShellInUse {
  private static final Pattern WINDOWS_IMAGE =
      Pattern.compile("(?i).*(windows|nanoserver|servercore).*");
  private static final Pattern OTHER_SHELL =
      Pattern.compile("(?i).*(powershell|pwsh|cmd(\\.exe)?$|python|nu$).*");

  /** hadolint's way to say what SHELL does not: {@code # hadolint shell=powershell}. */
  private static final Pattern PRAGMA =
      Pattern.compile("(?im)^\\h*+#\\s*hadolint\\s+shell\\s*=\\s*(\\S+)");

  private final Map<String, Boolean> byStage = new HashMap<>();
  private final boolean toldOtherwise;
  private String stage = "";
  private boolean posix;

  ShellInUse(Source source, char escape) {
    var pragma = PRAGMA.matcher(source.text());
    toldOtherwise = pragma.find() && OTHER_SHELL.matcher(pragma.group(1)).matches();
    posix = escape == '\\' && !toldOtherwise;
  }

  void meet(String keyword, List<Word> words) {
    if (keyword.equals("FROM")) {
      byStage.put(stage, posix);
      String base = words.isEmpty() ? "" : words.getFirst().text().toLowerCase(Locale.ROOT);
      boolean fresh = !toldOtherwise && !WINDOWS_IMAGE.matcher(base).matches();
      posix = byStage.getOrDefault(base, fresh);
      stage = words.size() >= 3 ? words.get(2).text().toLowerCase(Locale.ROOT) : "";
    } else if (keyword.equals("SHELL") && !words.isEmpty()) {
      posix = !OTHER_SHELL.matcher(words.getFirst().text()).matches();
    }
  }

  boolean isPosix() {
    return posix;
  }
}
