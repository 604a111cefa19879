package dev.deployarchitect.finding;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/** Reads one kind of file and finds faults in it. */
public interface Reviewer {

  /** What it reads, in the plural: "Dockerfiles". */
  String subject();

  List<RuleInfo> rules();

  /** Whether a file is of its kind, by its path. */
  boolean reads(String path);

  /**
   * Whether a file is of its kind; overridden where a path does not tell and a look inside does.
   */
  default boolean reads(String path, Workspace workspace) {
    return reads(path);
  }

  /** The findings in these files, all of which {@link #reads} accepted. */
  List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile);

  /** A sentence on all findings of a review that a person should read with them. */
  default Optional<String> remark(List<Finding> findings, Workspace workspace) {
    return Optional.empty();
  }
}
