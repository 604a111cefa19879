package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.infrastructure.schema.ProviderSchema;
import dev.deployarchitect.infrastructure.schema.ProviderSchemas;
import dev.deployarchitect.infrastructure.schema.SchemaBlock;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.syntax.hcl.HclBody;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import dev.deployarchitect.syntax.hcl.HclReader;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The Terraform files of one folder, which Terraform reads as one.
 *
 * @param folder relative to the workspace, empty for its root
 * @param tree all folders read together, by name: modules call each other by relative paths
 */
record TerraformModule(
    String folder,
    List<HclBody.File> files,
    Map<String, TerraformModule> tree,
    ProviderSchemas.Opened schemas) {

  /** The modules of these files, one for each folder. */
  static List<TerraformModule> read(List<Source> sources, ProviderSchemas.Opened schemas) {
    Map<String, List<HclBody.File>> folders = new TreeMap<>();
    for (Source source : sources) {
      folders
          .computeIfAbsent(Paths.folder(source.path()), _ -> new ArrayList<>())
          .add(HclReader.read(source));
    }
    Map<String, TerraformModule> tree = new TreeMap<>();
    folders.forEach(
        (folder, files) -> tree.put(folder, new TerraformModule(folder, files, tree, schemas)));
    return List.copyOf(tree.values());
  }

  Stream<Block> blocks(String type) {
    return files.stream().flatMap(f -> f.body().blocks(type));
  }

  /** Resources of one of these types. */
  Stream<Block> resources(String... types) {
    List<String> wanted = List.of(types);
    return blocks("resource").filter(b -> wanted.contains(b.label(0)));
  }

  Optional<Block> resource(String type, String name) {
    return blocks("resource")
        .filter(b -> b.label(0).equals(type) && b.label(1).equals(name))
        .findFirst();
  }

  /** The module that a relative source such as {@code ../network} names, where it was read. */
  Optional<TerraformModule> called(String source) {
    if (!source.startsWith("./") && !source.startsWith("../")) {
      return Optional.empty();
    }
    List<String> path = new ArrayList<>(Arrays.asList(folder.split("/")));
    path.removeIf(String::isEmpty);
    for (String step : source.split("/")) {
      if (step.equals("..")) {
        if (path.isEmpty()) {
          return Optional.empty();
        }
        path.removeLast();
      } else if (!step.equals(".") && !step.isEmpty()) {
        path.add(step);
      }
    }
    return Optional.ofNullable(tree.get(String.join("/", path)));
  }

  /** What required_providers says of a local name, or what Terraform assumes of it. */
  RequiredProvider required(String name) {
    return blocks("terraform")
        .flatMap(t -> t.body().blocks("required_providers"))
        .flatMap(r -> r.body().attribute(name).stream())
        .findFirst()
        .map(a -> RequiredProvider.of(name, a.value()))
        .orElseGet(() -> RequiredProvider.assumed(name));
  }

  /** The provider a resource or data source belongs to. */
  RequiredProvider providerOf(Block block) {
    String type = block.label(0);
    String prefix = type.contains("_") ? type.substring(0, type.indexOf('_')) : type;
    return required(
        block
            .body()
            .attribute("provider")
            .map(a -> a.value().span().text().replaceAll("[\"\\s].*|\\..*|\\[.*", ""))
            .filter(name -> !name.isEmpty())
            .orElse(prefix));
  }

  /** The schema to hold a block against, where one of a fitting version is packed. */
  Optional<ProviderSchema> schemaOf(Block block) {
    RequiredProvider provider = providerOf(block);
    return schemas.of(provider.source()).filter(s -> provider.allows(s.version()));
  }

  /** Why {@link #schemaOf} is empty for a block. */
  String unchecked(Block block) {
    RequiredProvider provider = providerOf(block);
    return schemas
        .of(provider.source())
        .map(s ->
            "%s %s (the schema here is of %s)"
                .formatted(s.source(), provider.version().orElse(""), s.version()))
        .orElse(provider.source() + " (no schema is packed)");
  }

  /** Whether a name its schema does not know may come from a later version of the provider. */
  boolean mayBeNewer(Block block) {
    RequiredProvider provider = providerOf(block);
    return schemaOf(block).filter(s -> schemas.mayBeOutgrown(s, provider.version())).isPresent();
  }

  /** What may stand in a resource or data source. */
  Optional<SchemaBlock> shape(Block block) {
    return schemaOf(block).flatMap(s -> s.block(block.type(), block.label(0)));
  }
}
