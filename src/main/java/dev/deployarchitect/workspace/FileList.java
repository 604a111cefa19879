package dev.deployarchitect.workspace;

import java.util.List;

/**
 * The files of a workspace.
 *
 * @param paths relative, with {@code /}, sorted
 * @param leftOut sentences on what was not walked: limits reached, folders without permission
 */
public record FileList(List<String> paths, List<String> leftOut) {}
