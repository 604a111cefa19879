package dev.deployarchitect.rehearsal;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A name for the content of a workspace with changed files, to know an answer again by. */
public final class WorkspaceDigest {
  private WorkspaceDigest() {}

  public static String of(Workspace workspace, List<Artifact> changed) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(workspace.root().toString().getBytes(StandardCharsets.UTF_8));
      for (String path : workspace.files().paths()) {
        workspace.source(path).ifPresent(s -> add(digest, path, s.text()));
      }
      changed.forEach(a -> add(digest, "+" + a.path(), a.content()));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, String path, String text) {
    digest.update((path + "\0" + text.length() + "\0").getBytes(StandardCharsets.UTF_8));
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }
}
