package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.infrastructure.review.NeedCycles;
import dev.deployarchitect.syntax.hcl.HclReference;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Span;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What a module declares under an address, and what depends on what. */
final class Declarations {
  private Declarations() {}

  /**
   * Such as {@code var.name}, {@code local.tags}, {@code data.aws_ami.base}, {@code aws_lb.main}.
   */
  static Set<String> addresses(TerraformModule module) {
    Set<String> names = new HashSet<>(places(module).keySet());
    module.blocks("module").forEach(b -> names.add("module." + b.label(0)));
    return names;
  }

  private static Map<String, Span> places(TerraformModule module) {
    Map<String, Span> places = new LinkedHashMap<>();
    module.blocks("variable").forEach(b -> places.put("var." + b.label(0), b.head()));
    module
        .blocks("locals")
        .flatMap(b -> b.body().attributes().stream())
        .forEach(a -> places.put("local." + a.name(), a.nameSpan()));
    module
        .blocks("data")
        .forEach(b -> places.put("data." + b.label(0) + "." + b.label(1), b.head()));
    module.blocks("resource").forEach(b -> places.put(b.label(0) + "." + b.label(1), b.head()));
    module
        .blocks("ephemeral")
        .forEach(b -> places.put("ephemeral." + b.label(0) + "." + b.label(1), b.head()));
    // A scoped data source stands within a check.
    module
        .blocks("check")
        .flatMap(c -> c.body().blocks("data"))
        .forEach(b -> places.put("data." + b.label(0) + "." + b.label(1), b.head()));
    return places;
  }

  /** Variables, locals and data sources that nothing in the module reads. */
  static void unused(TerraformModule module, Consumer<Problem> report) {
    Set<String> read =
        module.files().stream()
            .flatMap(f -> f.body().blocks().stream())
            // A variable's own validation does not use it.
            .flatMap(b ->
                References.of(b)
                    .filter(r ->
                        !b.type().equals("variable")
                            || !References.address(r).equals("var." + b.label(0))))
            .map(References::address)
            .collect(Collectors.toSet());
    places(module)
        .forEach((address, place) -> {
          boolean counts = address.matches("(var|local|data)\\..*");
          if (counts && !read.contains(address)) {
            report.accept(
                new Problem(place, "nothing in this folder reads '%s'".formatted(address)));
          }
        });
  }

  /** Locals, resources and data sources that need themselves. */
  static void cycles(TerraformModule module, Consumer<Problem> report) {
    Map<String, Set<String>> needs = new LinkedHashMap<>();
    module
        .blocks("locals")
        .flatMap(b -> b.body().attributes().stream())
        .forEach(a -> needs.put("local." + a.name(), addresses(a.value().references())));
    for (String kind : List.of("resource", "data")) {
      module
          .blocks(kind)
          .forEach(b ->
              needs.put(
                  (kind.equals("data") ? "data." : "") + b.label(0) + "." + b.label(1),
                  addresses(References.of(b).toList())));
    }
    Map<String, Span> places = places(module);
    for (List<String> cycle : NeedCycles.of(needs)) {
      report.accept(new Problem(places.get(cycle.getFirst()), NeedCycles.text(cycle)));
    }
  }

  private static Set<String> addresses(List<HclReference> references) {
    return references.stream()
        .map(References::address)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
