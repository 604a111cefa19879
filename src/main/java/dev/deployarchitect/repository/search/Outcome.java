package dev.deployarchitect.repository.search;

import java.util.List;

/**
 * What was found.
 *
 * @param hits in the order in which they are shown
 * @param searched how many files
 * @param large files that are larger than what is read
 * @param unreadable binary ones among them
 * @param slow in which the pattern took too long
 * @param left files that the time did not suffice for
 */
record Outcome(
    List<Hits> hits, int searched, int large, int unreadable, List<String> slow, int left) {
  int lines() {
    return hits.stream().mapToInt(h -> h.lines().size()).sum();
  }
}
