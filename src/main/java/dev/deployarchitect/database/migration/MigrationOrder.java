package dev.deployarchitect.database.migration;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which a tool runs the files of one folder, by their names from that folder. */
public final class MigrationOrder {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private MigrationOrder() {}

  /** Prisma goes by letters alone; the others by numbers first, so that V2 comes before V10. */
  public static Comparator<String> of(String tool) {
    return tool.equals("prisma") ? Comparator.naturalOrder() : MigrationOrder::byNumbers;
  }

  private static int byNumbers(String a, String b) {
    Matcher left = NUMBER.matcher(a);
    Matcher right = NUMBER.matcher(b);
    boolean repeatable = a.startsWith("R__") != b.startsWith("R__");
    if (repeatable) {
      return a.startsWith("R__") ? 1 : -1;
    }
    if (left.find() && right.find() && left.start() == right.start()) {
      int order = new BigInteger(left.group()).compareTo(new BigInteger(right.group()));
      return order == 0 ? a.compareTo(b) : order;
    }
    return a.compareTo(b);
  }
}
