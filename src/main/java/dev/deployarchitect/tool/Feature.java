package dev.deployarchitect.tool;

import dev.deployarchitect.finding.Reviewer;
import java.util.List;

/** What one room brings to the house; the lists are written out in the room. */
public record Feature(String name, List<Tool<?>> tools, List<Reviewer> reviewers) {}
