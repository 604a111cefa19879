package dev.deployarchitect.delivery;

import java.util.List;

/** Checks files of one kind. Chosen by what a file is, not by who made it. */
public interface Verifier {

  boolean verifies(Artifact artifact);

  /**
   * Checks one file.
   *
   * @param together all files of the delivery, for checks that look across files
   * @return one piece of evidence per check, never empty
   */
  List<Evidence> verify(Artifact artifact, List<Artifact> together);
}
