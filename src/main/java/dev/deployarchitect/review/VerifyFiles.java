package dev.deployarchitect.review;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.tool.Candidates;
import dev.deployarchitect.tool.DraftCheck;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.ResultText;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Checks files by their kind: those given, or files of the workspace. */
final class VerifyFiles {
  record GivenFile(
      @Param(value = "Path relative to the repository", required = true) String path,
      @Param("The file's text; without it the workspace's file is checked") String content) {}

  record Input(
      @Param(value = "The files to check, together", required = true) List<GivenFile> files,
      @Param(
              "Also run the repository's own code in a copy of it: install packages, tests that touch the files, linters; a person must say yes")
          Boolean run_code) {}

  private final DraftCheck check;

  VerifyFiles(DraftCheck check) {
    this.check = check;
  }

  Tool<Input> tool() {
    return new Tool<>("verify_files", "review", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    List<Artifact> artifacts = new ArrayList<>();
    for (GivenFile file : input.files()) {
      String path = file.path() == null ? "" : file.path();
      if (path.isBlank() || path.startsWith("/") || path.contains("..") || path.contains("\\")) {
        return new ToolResult.Refused(
            "'%s' is no path inside the repository; write it relative, with /.".formatted(path));
      }
      if (file.content() != null) {
        artifacts.add(new Artifact(path, file.content(), "given to be verified"));
        continue;
      }
      switch (context.workspace().read(path)) {
        case Workspace.Read.Unreadable(String why) -> {
          return new ToolResult.Retry(Candidates.unreadable(path, why, context.workspace()));
        }
        case Workspace.Read.Text(var source) ->
            artifacts.add(
                new Artifact(
                    path,
                    source.text(),
                    context
                        .draft()
                        .file(path)
                        .map(f -> f.change().why())
                        .orElse("a file of the repository")));
      }
    }
    if (artifacts.isEmpty()) {
      return new ToolResult.Retry("Give at least one file.");
    }
    Surroundings around =
        check.around(artifacts.stream().map(Artifact::path).collect(Collectors.toSet()), context);
    String note = "";
    if (Boolean.TRUE.equals(input.run_code())) {
      CodeConsent consent = CodeConsent.ask(artifacts, context);
      around = consent.given() ? around.runningCode() : around;
      note = consent.note();
    }
    List<Delivered> delivered = check.verification().verify(artifacts, around);
    check.keep(delivered, context);
    return ToolResult.Done.delivery(note + ResultText.files(delivered), delivered, List.of());
  }
}
