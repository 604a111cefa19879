package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.infrastructure.resource.Resource;
import dev.deployarchitect.infrastructure.resource.Stack;
import dev.deployarchitect.infrastructure.resource.Value;
import dev.deployarchitect.syntax.hcl.HclBody;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import dev.deployarchitect.syntax.hcl.HclExpression;
import dev.deployarchitect.syntax.hcl.HclExpression.Call;
import dev.deployarchitect.syntax.hcl.HclExpression.Group;
import dev.deployarchitect.syntax.hcl.HclExpression.Literal;
import dev.deployarchitect.syntax.hcl.HclExpression.Mapping;
import dev.deployarchitect.syntax.hcl.HclExpression.Template;
import dev.deployarchitect.syntax.hcl.HclExpression.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A module's resources as the rules of all languages see them. */
final class TerraformResources {
  private TerraformResources() {}

  static Stack stack(TerraformModule module) {
    List<Resource> resources =
        Stream.concat(
                module.blocks("resource").map(b -> resource(b, "")),
                module.blocks("data").map(b -> resource(b, "data.")))
            .toList();
    List<Stack.Input> inputs =
        module
            .blocks("variable")
            .map(v ->
                new Stack.Input(
                    v.label(0),
                    v.head(),
                    v.body()
                        .attribute("default")
                        .map(a -> new Value.Field("default", a.nameSpan(), value(a.value()))),
                    v.body().attribute("sensitive").filter(a -> a.value().is("true")).isPresent()))
            .toList();
    Set<String> around =
        module.tree().values().stream()
            .flatMap(m -> m.blocks("resource"))
            .map(b -> b.label(0))
            .collect(Collectors.toSet());
    return new Stack(Stack.Language.TERRAFORM, resources, inputs, around);
  }

  private static Resource resource(Block block, String prefix) {
    return new Resource(
        prefix + block.label(0),
        block.label(1),
        block.head(),
        new Value.Fields(block.span(), fields(block.body())));
  }

  private static List<Value.Field> fields(HclBody body) {
    List<Value.Field> fields = new ArrayList<>();
    body.attributes()
        .forEach(a -> fields.add(new Value.Field(a.name(), a.nameSpan(), value(a.value()))));
    for (Block block : body.blocks()) {
      if (block.type().equals("dynamic")) {
        block.body().blocks("content").forEach(c -> fields.add(field(block.label(0), c)));
      } else {
        fields.add(field(block.type(), block));
      }
    }
    return List.copyOf(fields);
  }

  private static Value.Field field(String name, Block block) {
    return new Value.Field(
        name, block.head(), new Value.Fields(block.span(), fields(block.body())));
  }

  private static Value value(HclExpression expression) {
    return switch (expression) {
      case Literal literal when literal.text().equals("null") -> new Value.Computed(literal.span());
      case Literal literal -> new Value.Text(literal.span(), literal.text());
      case Template template when template.isPlainString() ->
          new Value.Text(template.span(), template.text());
      case Tuple tuple ->
          new Value.Items(
              tuple.span(), tuple.items().stream().map(TerraformResources::value).toList());
      case Mapping mapping ->
          new Value.Fields(
              mapping.span(),
              mapping.items().stream()
                  .filter(i -> i.name().isPresent())
                  .map(i -> new Value.Field(i.name().get(), i.key().span(), value(i.value())))
                  .toList());
      case Group group -> value(group.inner());
      // A policy written as an object is one.
      case Call call when call.function().equals("jsonencode") && call.arguments().size() == 1 ->
          value(call.arguments().getFirst());
      default -> new Value.Computed(expression.span());
    };
  }
}
