package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.infrastructure.schema.SchemaBlock;
import dev.deployarchitect.infrastructure.schema.SchemaMember;
import dev.deployarchitect.syntax.hcl.HclBody.Attribute;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import dev.deployarchitect.syntax.hcl.HclReference;
import dev.deployarchitect.syntax.hcl.HclReference.Named;
import dev.deployarchitect.syntax.hcl.HclReference.Step;
import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.text.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Resolves every {@code var.x}, {@code local.x}, {@code data.…}, {@code module.x} and resource. */
final class References {
  /** Roots that name no block of the module. */
  private static final Set<String> BUILT_IN =
      Set.of("each", "count", "self", "path", "terraform", "provider", "ephemeral", "run", "check");

  private References() {}

  /** References that name nothing in the module, and attributes their schema does not have. */
  static void unresolved(TerraformModule module, Consumer<Problem> report) {
    Set<String> declared = Declarations.addresses(module);
    module.files().stream()
        .flatMap(f -> f.body().blocks().stream())
        .forEach(block ->
            of(block)
                .filter(References::isTraversal)
                .forEach(r -> {
                  String address = address(r);
                  if (declared.contains(address)) {
                    attribute(module, r, report);
                  } else {
                    report.accept(
                        new Problem(
                            r.span(),
                            "'%s' is not declared in this folder%s"
                                .formatted(
                                    address,
                                    Nearest.to(address, declared)
                                        .map("; did you mean '%s'?"::formatted)
                                        .orElse(""))));
                  }
                }));
  }

  /** The references of a block that name values: not types, nor what a dynamic block binds. */
  static Stream<HclReference> of(Block block) {
    Set<String> bound = bound(block);
    return block
        .body()
        .allAttributes()
        .filter(a -> !isTypeOrIgnore(block, a))
        .flatMap(a -> a.value().references().stream())
        .filter(r -> !bound.contains(r.root()) && !BUILT_IN.contains(r.root()));
  }

  /** A variable's type, ignore_changes lists and provider aliases name no values. */
  private static boolean isTypeOrIgnore(Block block, Attribute attribute) {
    return (block.type().equals("variable") && attribute.name().equals("type"))
        || attribute.name().equals("ignore_changes")
        || attribute.name().equals("provider")
        || attribute.name().equals("providers")
        || attribute.name().equals("configuration_aliases")
        // What was moved or removed is not here any more.
        || Set.of("terraform", "moved", "removed", "import").contains(block.type());
  }

  /** Names bound by dynamic blocks anywhere in the block. */
  private static Set<String> bound(Block block) {
    Set<String> names = new HashSet<>();
    block
        .body()
        .allBlocks()
        .filter(b -> b.type().equals("dynamic"))
        .forEach(b -> {
          names.add(b.label(0));
          b.body().attribute("iterator").ifPresent(a -> names.add(a.value().span().text()));
        });
    return names;
  }

  private static boolean isTraversal(HclReference reference) {
    if (reference.parts().size() < 2) {
      return false;
    }
    String root = reference.root();
    boolean keyword = Set.of("var", "local", "data", "module").contains(root);
    return keyword || root.contains("_");
  }

  /** Such as {@code var.name}, {@code data.aws_ami.base} or {@code aws_lb.main}. */
  static String address(HclReference reference) {
    List<String> parts = reference.parts();
    int length = reference.root().equals("data") ? 3 : 2;
    return String.join(".", parts.subList(0, Math.min(length, parts.size())));
  }

  private static void attribute(
      TerraformModule module, HclReference reference, Consumer<Problem> report) {
    switch (reference.root()) {
      case "var", "local" -> {}
      case "module" -> output(module, reference, report);
      case "data" -> attribute(module, reference, 3, report);
      default -> attribute(module, reference, 2, report);
    }
  }

  private static void output(
      TerraformModule module, HclReference reference, Consumer<Problem> report) {
    List<String> parts = reference.parts();
    Optional<TerraformModule> called =
        module.block("module", parts.get(1)).flatMap(call -> ModuleCalls.target(module, call));
    if (called.isPresent() && parts.size() > 2) {
      List<String> outputs = called.get().blocks("output").map(b -> b.label(0)).toList();
      if (!outputs.contains(parts.get(2))) {
        report.accept(
            new Problem(
                reference.span(),
                "module '%s' has no output '%s'%s"
                    .formatted(
                        parts.get(1),
                        parts.get(2),
                        Nearest.to(parts.get(2), outputs)
                            .map("; did you mean '%s'?"::formatted)
                            .orElse(""))));
      }
    }
  }

  private static void attribute(
      TerraformModule module, HclReference reference, int from, Consumer<Problem> report) {
    String kind = from == 3 ? "data" : "resource";
    List<Step> steps = reference.steps();
    List<String> parts = reference.parts();
    Optional<Block> block =
        parts.size() < from
            ? Optional.empty()
            : module.block(kind, parts.get(from - 2) + "." + parts.get(from - 1));
    if (block.isEmpty() || steps.size() <= from) {
      return;
    }
    boolean many =
        block.get().body().attribute("count").isPresent()
            || block.get().body().attribute("for_each").isPresent();
    Step next = steps.get(from);
    if (many && next instanceof Named named) {
      report.accept(
          new Problem(
              reference.span(),
              "'%s' has several instances: write %s[…].%s"
                  .formatted(address(reference), address(reference), named.name())));
      return;
    }
    Optional<SchemaBlock> shape = module.shape(block.get());
    Step wanted = many && steps.size() > from + 1 ? steps.get(from + 1) : next;
    if (shape.isPresent() && wanted instanceof Named named) {
      Set<String> known = shape.get().members().keySet();
      if (!known.contains(named.name()) && !module.mayBeNewer(block.get())) {
        report.accept(
            new Problem(
                reference.span(),
                "'%s' has no attribute '%s'%s"
                    .formatted(
                        block.get().label(0),
                        named.name(),
                        Nearest.to(
                                named.name(),
                                shape.get().all().stream().map(SchemaMember::name).toList())
                            .map("; did you mean '%s'?"::formatted)
                            .orElse(""))));
      }
    }
  }
}
