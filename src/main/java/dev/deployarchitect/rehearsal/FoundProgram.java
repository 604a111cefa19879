package dev.deployarchitect.rehearsal;

import java.nio.file.Path;

/** Where an installed program is. */
public sealed interface FoundProgram {
  /** The program's file. */
  record Program(Path path) implements FoundProgram {}

  /** It is not there or must not run; {@code why} says what would make it run. */
  record None(String why) implements FoundProgram {}
}
