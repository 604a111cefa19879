package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;

/** Writes the stack on AWS as a Pulumi program in TypeScript, for staging and production. */
public final class GeneratePulumi {

  record Input(
      @Param("The name users type, such as app.example.com") String domain,
      @Param("The port the application listens on; read from the project without it")
          Integer port) {}

  private final StackDelivery delivery;

  public GeneratePulumi(Content content, Verification verification) {
    this.delivery = new StackDelivery(content, verification);
  }

  public Tool<?> tool() {
    return Tool.delivering("generate_pulumi", "infrastructure", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    return delivery.of("generate_pulumi", new PulumiStack(), input.domain(), input.port(), context);
  }
}
