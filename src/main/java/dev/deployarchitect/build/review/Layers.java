package dev.deployarchitect.build.review;

import dev.deployarchitect.build.dockerfile.Stage;

/** Which stages' layers end up in an image. */
final class Layers {
  private Layers() {}

  /** Whether the layer of {@code step} is part of the image, or of one built on it. */
  static boolean stay(DockerfileSubject subject, Step step) {
    return step.onbuild() || stay(subject, step.stage());
  }

  /** Whether the layers of {@code stage} are part of the image. */
  static boolean stay(DockerfileSubject subject, Stage stage) {
    return subject.shipped().contains(stage);
  }
}
