package dev.deployarchitect.pipeline.workflow;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A schedule's five fields, POSIX cron with GitHub's limit of five minutes. */
final class Cron {
  private record Field(String name, int least, int most, List<String> names) {}

  private static final List<Field> FIELDS =
      List.of(
          new Field("minute", 0, 59, List.of()),
          new Field("hour", 0, 23, List.of()),
          new Field("day of the month", 1, 31, List.of()),
          new Field(
              "month",
              1,
              12,
              List.of(
                  "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                  "DEC")),
          new Field(
              "day of the week", 0, 6, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")));
  private static final Pattern PART =
      Pattern.compile("(\\*|(\\w{1,4})(?:-(\\w{1,4}))?)(?:/(\\d{1,4}))?");

  private Cron() {}

  static Optional<String> fault(String cron) {
    // GitHub fills these in when a starter workflow is taken over.
    if (cron.matches("\\$cron-(daily|weekly)")) {
      return Optional.empty();
    }
    String[] fields = cron.strip().split("\\s+");
    if (fields.length != FIELDS.size()) {
      return Optional.of("a schedule has 5 fields, this has %d".formatted(fields.length));
    }
    for (int i = 0; i < fields.length; i++) {
      for (String part : fields[i].split(",", -1)) {
        if (!fits(part, FIELDS.get(i))) {
          return Optional.of("'%s' is no %s".formatted(part, FIELDS.get(i).name()));
        }
      }
    }
    Matcher every = Pattern.compile("\\*(?:/(\\d+))?").matcher(fields[0]);
    boolean often =
        every.matches() && (every.group(1) == null || Integer.parseInt(every.group(1)) < 5);
    return often
        ? Optional.of("GitHub starts a schedule every five minutes at most")
        : Optional.empty();
  }

  private static boolean fits(String part, Field field) {
    Matcher matcher = PART.matcher(part);
    if (!matcher.matches() || "0".equals(matcher.group(4))) {
      return false;
    }
    if (matcher.group(2) == null) {
      return true;
    }
    int from = value(matcher.group(2), field);
    int to = matcher.group(3) == null ? from : value(matcher.group(3), field);
    return from >= field.least() && to <= field.most() && from <= to;
  }

  private static int value(String text, Field field) {
    int named = field.names().indexOf(text.toUpperCase(java.util.Locale.ROOT));
    if (named >= 0) {
      return named + field.least();
    }
    return text.matches("\\d+") ? Integer.parseInt(text) : Integer.MIN_VALUE;
  }
}
