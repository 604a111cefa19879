package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.syntax.hcl.HclBody.Attribute;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import dev.deployarchitect.syntax.hcl.HclExpression.Reference;
import dev.deployarchitect.text.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Resolves every {@code var.x}, {@code local.x}, {@code data.…}, {@code module.x} and resource. */
final class References {
  /** Roots that name no block of the module. */
  private static final Set<String> BUILT_IN =
      Set.of("each", "count", "self", "path", "terraform", "provider", "ephemeral");

  private References() {}

  /** References that name nothing in the module. */
  static List<Problem> unresolved(TerraformModule module) {
    Set<String> declared = declared(module);
    List<Problem> problems = new ArrayList<>();
    module.files().stream()
        .flatMap(f -> f.body().blocks().stream())
        .forEach(block -> {
          Set<String> bound = bound(block);
          block
              .body()
              .allAttributes()
              .filter(a -> !isTypeOrIgnore(block, a))
              .flatMap(a -> a.value().references().stream())
              .filter(r -> !bound.contains(r.root()) && !BUILT_IN.contains(r.root()))
              .filter(r -> isTraversal(r))
              .filter(r -> !declared.contains(address(r)))
              .forEach(r ->
                  problems.add(
                      new Problem(
                          r.span(), "'%s' is not declared in this folder".formatted(address(r)))));
        });
    return problems;
  }

  /** A variable's type, ignore_changes lists and provider aliases name no values. */
  private static boolean isTypeOrIgnore(Block block, Attribute attribute) {
    return (block.type().equals("variable") && attribute.name().equals("type"))
        || attribute.name().equals("ignore_changes")
        || attribute.name().equals("provider")
        || attribute.name().equals("providers")
        || attribute.name().equals("configuration_aliases")
        || block.type().equals("terraform");
  }

  /** Names bound by for-expressions and dynamic blocks anywhere in the block. */
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
    block
        .body()
        .allAttributes()
        .forEach(a -> {
          var tokens = a.value().tokens();
          for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("for")) {
              names.add(tokens.get(i + 1).text());
              if (i + 3 < tokens.size() && tokens.get(i + 2).is(",")) {
                names.add(tokens.get(i + 3).text());
              }
            }
          }
        });
    return names;
  }

  private static boolean isTraversal(Reference reference) {
    String root = reference.root();
    boolean keyword = Set.of("var", "local", "data", "module").contains(root);
    return keyword || root.contains("_");
  }

  private static String address(Reference reference) {
    List<String> parts = reference.parts();
    int length = reference.root().equals("data") ? 3 : 2;
    return String.join(".", parts.subList(0, Math.min(length, parts.size())));
  }

  private static Set<String> declared(TerraformModule module) {
    Set<String> names = new HashSet<>();
    module.blocks("variable").forEach(b -> names.add("var." + b.label(0)));
    module
        .blocks("locals")
        .forEach(b -> b.body().attributes().forEach(a -> names.add("local." + a.name())));
    module.blocks("module").forEach(b -> names.add("module." + b.label(0)));
    module.blocks("data").forEach(b -> names.add("data." + b.label(0) + "." + b.label(1)));
    module.blocks("resource").forEach(b -> names.add(b.label(0) + "." + b.label(1)));
    return names;
  }
}
