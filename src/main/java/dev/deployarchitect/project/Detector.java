package dev.deployarchitect.project;

import dev.deployarchitect.workspace.Workspace;
import java.util.function.Consumer;

/** Reads one kind of file and states what it proves. Never throws on any file. */
@FunctionalInterface
public interface Detector {
  void detect(Workspace workspace, Consumer<Fact> facts);
}
