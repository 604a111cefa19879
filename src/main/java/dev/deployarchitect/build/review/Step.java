package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.build.dockerfile.Stage;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.text.Span;
import java.util.stream.Stream;

/**
 * One command of a RUN, with where it stands.
 *
 * @param onbuild whether it runs in the build of another image
 */
record Step(Stage stage, Instruction run, Command command, boolean onbuild) {
  /** Nobody writes more into one RUN, and rules compare commands with each other. */
  private static final int MOST_COMMANDS = 500;

  /** All of them in order, those behind ONBUILD too. */
  static Stream<Step> of(DockerfileSubject subject) {
    return subject.steps().stream();
  }

  static Stream<Step> of(Stage stage) {
    return stage.instructions().stream()
        .filter(Instruction::runs)
        .flatMap(i ->
            i.action().shell().commands().stream()
                .limit(MOST_COMMANDS)
                .map(c -> new Step(stage, i.action(), c, i.trigger().isPresent())));
  }

  Span span() {
    return command.span().firstLine();
  }

  /** The commands of the same RUN that follow this one. */
  Stream<Command> later() {
    return run.shell().commands().stream()
        .limit(MOST_COMMANDS)
        .filter(c -> c.span().start() > command.span().start());
  }
}
