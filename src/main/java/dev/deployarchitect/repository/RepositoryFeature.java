package dev.deployarchitect.repository;

import dev.deployarchitect.repository.history.GitHistory;
import dev.deployarchitect.repository.overview.InspectProject;
import dev.deployarchitect.repository.reading.ReadFiles;
import dev.deployarchitect.repository.search.SearchCode;
import dev.deployarchitect.repository.usage.FindUsages;
import dev.deployarchitect.syntax.code.CodeParser;
import dev.deployarchitect.tool.Feature;
import java.util.List;

/** What this room brings. */
public final class RepositoryFeature {
  private RepositoryFeature() {}

  public static Feature feature() {
    CodeParser parser = new CodeParser();
    return new Feature(
        "repository",
        List.of(
            InspectProject.tool(),
            ListFiles.tool(),
            ReadFiles.tool(),
            SearchCode.tool(),
            GitHistory.tool(),
            Outline.tool(parser),
            FindUsages.tool(parser)),
        List.of());
  }
}
