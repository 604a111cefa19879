package dev.deployarchitect.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.content.Content;

/**
 * Something the architect can do.
 *
 * @param name as the model calls it, such as {@code read_dockerfile}
 * @param area the folder of {@code tools/} in which its page lies
 * @param input the record its arguments become; every component carries {@link Param}
 * @param writes whether it changes something outside, when a person says yes
 * @param delivers whether it delivers files with a recommendation: its text is then what it adds to
 *     these, and the toolbox words them
 */
public record Tool<I extends Record>(
    String name,
    String area,
    Class<I> input,
    Function<I> function,
    boolean writes,
    boolean delivers) {

  /** A tool that only reads. */
  public Tool(String name, String area, Class<I> input, Function<I> function) {
    this(name, area, input, function, false, false);
  }

  /** A tool that delivers files. */
  public static <I extends Record> Tool<I> delivering(
      String name, String area, Class<I> input, Function<I> function) {
    return new Tool<>(name, area, input, function, false, true);
  }

  /** A tool that changes something outside, when a person says yes. */
  public static <I extends Record> Tool<I> writing(
      String name, String area, Class<I> input, Function<I> function) {
    return new Tool<>(name, area, input, function, true, false);
  }

  /** What a tool does; throws nothing that a model or a client should see. */
  @FunctionalInterface
  public interface Function<I> {
    ToolResult call(I input, ToolContext context);
  }

  public String folder() {
    return "tools/" + area + "/" + name;
  }

  /** What the model reads: when to use it, when not, what comes back. */
  public String description(Content content) {
    return content.text(folder() + "/tool.md").strip();
  }

  /** The JSON schema of the input, derived from the record. */
  public ObjectNode schema() {
    ObjectNode schema = InputSchema.of(input);
    if (delivers) {
      DeliveryPart.describe((ObjectNode) schema.get("properties"));
    }
    return schema;
  }
}
