package dev.deployarchitect.finding;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a review was able to see.
 *
 * @param read how many files of which subject were read, in the order of the analyzers
 * @param paths of all files that an analyzer read
 * @param notAnalysed paths by what they are, such as "Docker Compose files": seen, and no analyzer
 *     of ours reads them
 * @param errors sentences on what should have been reviewed and was not: the result is incomplete
 */
public record Coverage(
    Map<String, Integer> read,
    Set<String> paths,
    Map<String, List<String>> notAnalysed,
    List<String> errors) {}
