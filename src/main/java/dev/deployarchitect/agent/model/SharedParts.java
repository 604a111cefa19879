package dev.deployarchitect.agent.model;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is long and the same from request to request: the system prompt and the tools. LangChain4j
 * writes a mark in the place of each, and bytes that were made once go out instead. Written each
 * time, they were a fifth of a request's CPU time (JFR, 250 at once), and 0.28 MB for as long as
 * its answer streamed (peak of 1,000).
 */
final class SharedParts {
  /** Random, so that no text can hold it by chance or on purpose; it never leaves the program. */
  private static final String SECRET = UUID.randomUUID().toString();

  static final String SYSTEM = SECRET + ":system";
  static final String TOOLS = SECRET + ":tools";

  private static final Pattern MARK = Pattern.compile("\"" + SECRET + ":(system|tools)\"");

  private final String system;
  private final List<ModelTool> tools;
  private final byte[] systemJson;
  private final byte[] toolsJson;

  private SharedParts(String system, List<ModelTool> tools) {
    this.system = system;
    this.tools = tools;
    this.systemJson = TextNode.valueOf(system).toString().getBytes(StandardCharsets.UTF_8);
    this.toolsJson = ModelTool.json(tools).toString().getBytes(StandardCharsets.UTF_8);
  }

  static SharedParts of(ModelRequest request) {
    return new SharedParts(request.system(), request.tools());
  }

  boolean fit(ModelRequest request) {
    return system.equals(request.system()) && tools.equals(request.tools());
  }

  /**
   * The body as it goes out: what LangChain4j wrote, with the parts in the place of their marks.
   *
   * @throws IllegalStateException where a mark is not to be found: nothing goes out by halves
   */
  List<byte[]> in(String written) {
    List<byte[]> pieces = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    int end = 0;
    for (Matcher mark = MARK.matcher(written); mark.find(); end = mark.end()) {
      pieces.add(utf8(written.substring(end, mark.start())));
      pieces.add(mark.group(1).equals("system") ? systemJson : toolsJson);
      placed.add(mark.group(1));
    }
    if (placed.size() != (tools.isEmpty() ? 1 : 2)) {
      throw new IllegalStateException(
          "LangChain4j wrote a request without its system prompt or its tools");
    }
    pieces.add(utf8(written.substring(end)));
    return pieces;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
