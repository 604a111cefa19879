package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;

/** Writes the stack on AWS as CloudFormation, for staging and production. */
public final class GenerateCloudFormation {

  record Input(
      @Param("The name users type, such as app.example.com") String domain,
      @Param("The port the application listens on; read from the project without it")
          Integer port) {}

  private final StackDelivery delivery;

  public GenerateCloudFormation(Content content, Verification verification) {
    this.delivery = new StackDelivery(content, verification);
  }

  public Tool<?> tool() {
    return Tool.delivering("generate_cloudformation", "infrastructure", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    return delivery.of(
        "generate_cloudformation",
        new CloudFormationStack(),
        input.domain(),
        input.port(),
        context);
  }
}
