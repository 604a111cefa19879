package dev.deployarchitect.build.code;

/** What a type check comes to. */
sealed interface TypeAnswer {
  /** The settings that were used, and what the compiler said. */
  record Ran(String settings, ProjectErrors errors) implements TypeAnswer {}

  record NotRun(String why) implements TypeAnswer {}
}
