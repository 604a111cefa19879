package dev.deployarchitect.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that a mistyped one is closest to. */
public final class Nearest {
  private static final int MOST = 2;

  /** Nobody picks a name among more; each is compared letter by letter. */
  private static final int MOST_KNOWN = 1_000;

  private Nearest() {}

  /**
   * The closest of {@code known} at a distance of at most two edits, ties by name; none among
   * thousands.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    if (known.size() > MOST_KNOWN) {
      return Optional.empty();
    }
    int most = word.length() <= 3 ? 1 : MOST;
    return known.stream()
        .filter(k -> Math.abs(k.length() - word.length()) <= most)
        .filter(k -> distance(word, k) <= most)
        .min(Comparator.comparingInt((String k) -> distance(word, k)).thenComparing(k -> k));
  }

  /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
  public static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(rows[i - 1][j], rows[i][j - 1]) + 1;
        best = Math.min(best, rows[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        rows[i][j] = swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
      }
    }
    return rows[a.length()][b.length()];
  }
}
