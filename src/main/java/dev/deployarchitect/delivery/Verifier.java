package dev.deployarchitect.delivery;

import java.util.List;

/** Checks files of one kind. Chosen by what a file is, not by who made it. */
public interface Verifier {

  boolean verifies(Artifact artifact);

  /** Whether a check takes more than a few seconds: too long after each edit. */
  default boolean takesLong() {
    return false;
  }

  /**
   * Checks one file.
   *
   * @param together all files of the delivery, for checks that look across files
   * @return one piece of evidence per check; empty where all its checks need the repository, and
   *     none is known
   */
  List<Evidence> verify(Artifact artifact, List<Artifact> together);

  /**
   * Checks one file in its repository; overridden where a check depends on files that are not
   * delivered.
   *
   * @param around the repository's other files
   */
  default List<Evidence> verify(Artifact artifact, List<Artifact> together, Surroundings around) {
    return verify(artifact, together);
  }
}
