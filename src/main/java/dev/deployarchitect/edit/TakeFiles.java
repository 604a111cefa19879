package dev.deployarchitect.edit;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.draft.EditException;
import dev.deployarchitect.draft.Edits;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Proposals;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes files that a tool proposed into the draft: all of them or some. */
record TakeFiles(Changes changes) {
  static final String NAME = "take_files";

  record Input(
      @Param(value = "The name that the proposing tool gave its files", required = true)
          String proposal,
      @Param("Paths to take; without it all") List<String> include,
      @Param("Files to take over what the draft holds of them already") List<String> replace) {}

  Tool<Input> tool() {
    return new Tool<>(NAME, "edit", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    Optional<Proposals.Proposal> proposal = context.proposals().find(input.proposal());
    if (proposal.isEmpty()) {
      return new ToolResult.Retry(
          "There is no proposal %s in this run%s. Call the tool that made it again."
              .formatted(
                  input.proposal(),
                  context.proposals().names().isEmpty()
                      ? ""
                      : "; there are " + String.join(", ", context.proposals().names())));
    }
    List<Artifact> files = proposal.get().files().stream().map(Delivered::artifact).toList();
    List<String> known = files.stream().map(Artifact::path).toList();
    List<String> include =
        input.include() == null || input.include().isEmpty() ? known : input.include();
    List<String> unknown = include.stream().filter(p -> !known.contains(p)).toList();
    if (!unknown.isEmpty()) {
      return new ToolResult.Retry(
          "%s has no %s; its files are: %s."
              .formatted(input.proposal(), String.join(", ", unknown), String.join(", ", known)));
    }
    List<String> replace = input.replace() == null ? List.of() : input.replace();
    List<Artifact> taken = files.stream().filter(a -> include.contains(a.path())).toList();
    String why =
        taken.size() == 1 ? taken.getFirst().purpose() : "files of " + proposal.get().tool();
    return changes.make(NAME, why, context, workspace -> texts(taken, replace, workspace, context));
  }

  private static Map<String, Optional<String>> texts(
      List<Artifact> taken, List<String> replace, Workspace workspace, ToolContext context) {
    Draft draft = context.draft();
    String there =
        taken.stream()
            .filter(a -> !replace.contains(a.path()))
            .flatMap(a -> draft.file(a.path()).stream())
            .filter(f -> taken.stream().noneMatch(a -> f.after().equals(Optional.of(a.content()))))
            .map(f ->
                "%s (change %d by %s: %s)"
                    .formatted(f.path(), f.change().number(), f.change().tool(), f.change().why()))
            .collect(Collectors.joining("; "));
    if (!there.isEmpty()) {
      throw new EditException(
          "The draft has its own version of %s. Leave these out with include and merge by edit_files, or name them in replace."
              .formatted(there));
    }
    Map<String, String> contents = new LinkedHashMap<>();
    taken.forEach(a -> contents.put(a.path(), a.content()));
    return new Edits(workspace, context.secrets()).written(contents);
  }
}
