package dev.deployarchitect.repository.usage;

import java.util.Locale;

/** When two names of tables or fields are the same, however a language writes them. */
final class FieldNames {
  private FieldNames() {}

  /** A name as tables and classes share it: {@code UserProfile}, {@code user_profiles}. */
  static String normal(String name) {
    String plain = name.replaceAll("[_\\-\"`]", "").toLowerCase(Locale.ROOT);
    return plain.endsWith("ies") && plain.length() > 4
        ? plain.substring(0, plain.length() - 3) + "y"
        : plain.endsWith("sses")
            ? plain.substring(0, plain.length() - 2)
            : plain.endsWith("s") && !plain.endsWith("ss")
                ? plain.substring(0, plain.length() - 1)
                : plain;
  }

  /** Whether two names of fields or columns are the same: {@code firstName}, {@code first_name}. */
  static boolean same(String a, String b) {
    return a.replace("_", "").equalsIgnoreCase(b.replace("_", ""));
  }
}
