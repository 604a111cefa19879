package dev.deployarchitect.repository.usage;

import java.util.Locale;

/** Forms of a name that code may use for it. */
final class Inflection {
  private Inflection() {}

  static String plural(String name) {
    return name.endsWith("s")
        ? name
        : name.endsWith("y") ? name.substring(0, name.length() - 1) + "ies" : name + "s";
  }

  static String snake(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
