package dev.deployarchitect.tool;

import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Secrets;
import dev.deployarchitect.workspace.Workspace;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The repository a call is about. Profile and secrets are read on first use and kept: one context
 * serves one run, so that all tools of a run see one state. Thread-safe.
 */
public final class ToolContext {
  private final Workspace workspace;
  private final ReentrantLock lock = new ReentrantLock();
  private ProjectProfile profile;
  private Secrets secrets;

  public ToolContext(Workspace workspace) {
    this.workspace = workspace;
  }

  public Workspace workspace() {
    return workspace;
  }

  public ProjectProfile profile() {
    lock.lock();
    try {
      if (profile == null) {
        profile = ProjectProfile.of(workspace);
      }
      return profile;
    } finally {
      lock.unlock();
    }
  }

  public Secrets secrets() {
    lock.lock();
    try {
      if (secrets == null) {
        secrets = Secrets.of(workspace);
      }
      return secrets;
    } finally {
      lock.unlock();
    }
  }
}
