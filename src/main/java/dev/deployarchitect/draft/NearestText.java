package dev.deployarchitect.draft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where a text that is not in a file nearly stands: what somebody meant who remembers it wrong. */
final class NearestText {
  /** Lines of the search that are compared. */
  private static final int COMPARED = 12;

  private static final int LONGEST_LINE = 300;

  private NearestText() {}

  /** A sentence with the nearest lines and their numbers. */
  static String of(String text, String search) {
    List<String> wanted = search.lines().dropWhile(String::isBlank).limit(COMPARED).toList();
    if (wanted.isEmpty()) {
      return "It is made of white space only.";
    }
    List<String> lines = text.lines().toList();
    List<Set<String>> words = lines.stream().map(NearestText::words).toList();
    List<Set<String>> sought = wanted.stream().map(NearestText::words).toList();
    int best = -1;
    double most = 0;
    for (int i = 0; i < lines.size(); i++) {
      double score = 0;
      for (int k = 0; k < sought.size() && i + k < lines.size(); k++) {
        score += alike(sought.get(k), words.get(i + k));
      }
      if (score > most) {
        most = score;
        best = i;
      }
    }
    if (best < 0) {
      return "Nothing in the file comes near.";
    }
    List<String> near = lines.subList(best, Math.min(best + wanted.size(), lines.size()));
    return (spaceOnly(near, wanted) ? "It differs in white space from lines" : "Nearest are lines")
        + " %d to %d:%n%s".formatted(best + 1, best + near.size(), shown(near, best + 1));
  }

  private static String shown(List<String> lines, int first) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      out.add(
          "%d\t%s"
              .formatted(
                  first + i,
                  line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line));
    }
    return String.join("\n", out);
  }

  private static boolean spaceOnly(List<String> near, List<String> wanted) {
    return squeezed(near).equals(squeezed(wanted));
  }

  private static String squeezed(List<String> lines) {
    return String.join("\n", lines).replaceAll("\\s+", "");
  }

  private static Set<String> words(String line) {
    Set<String> words = new HashSet<>(List.of(line.strip().split("\\W+")));
    words.remove("");
    if (words.isEmpty() && !line.isBlank()) {
      words.add(line.strip());
    }
    return words;
  }

  /** Shared words of all words, from 0 to 1. */
  private static double alike(Set<String> a, Set<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    long shared = a.stream().filter(b::contains).count();
    return (double) shared / (a.size() + b.size() - shared);
  }
}
