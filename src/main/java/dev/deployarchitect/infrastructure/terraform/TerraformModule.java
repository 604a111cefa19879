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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The Terraform files of one folder, which Terraform reads as one, indexed by what they declare.
 * The folders that are read together know each other, since modules call each other by relative
 * paths.
 */
final class TerraformModule {
  private final String folder;
  private final List<HclBody.File> files;
  private final Map<String, TerraformModule> tree;
  private final ProviderSchemas.Opened schemas;
  private final Map<String, List<Block>> byType = new HashMap<>();
  private final Map<String, Block> byAddress = new HashMap<>();
  private final Map<String, RequiredProvider> required = new HashMap<>();

  private TerraformModule(
      String folder,
      List<HclBody.File> files,
      Map<String, TerraformModule> tree,
      ProviderSchemas.Opened schemas) {
    this.folder = folder;
    this.files = List.copyOf(files);
    this.tree = tree;
    this.schemas = schemas;
    files.stream()
        .flatMap(f -> f.body().blocks().stream())
        .forEach(b -> {
          byType.computeIfAbsent(b.type(), _ -> new ArrayList<>()).add(b);
          byAddress.putIfAbsent(b.type() + " " + String.join(".", b.labels()), b);
        });
    blocks("terraform")
        .flatMap(t -> t.body().blocks("required_providers"))
        .flatMap(r -> r.body().attributes().stream())
        .forEach(a -> required.putIfAbsent(a.name(), RequiredProvider.of(a.name(), a.value())));
  }

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

  /** Relative to the workspace, empty for its root. */
  String folder() {
    return folder;
  }

  List<HclBody.File> files() {
    return files;
  }

  /** All folders that were read together, by name. */
  Map<String, TerraformModule> tree() {
    return tree;
  }

  Stream<Block> blocks(String type) {
    return byType.getOrDefault(type, List.of()).stream();
  }

  /** The block of a kind such as {@code resource} at an address such as {@code aws_lb.main}. */
  Optional<Block> block(String kind, String address) {
    return Optional.ofNullable(byAddress.get(kind + " " + address));
  }

  /** Resources of one of these types. */
  Stream<Block> resources(String... types) {
    List<String> wanted = List.of(types);
    return blocks("resource").filter(b -> wanted.contains(b.label(0)));
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
    RequiredProvider said = required.get(name);
    return said == null ? RequiredProvider.assumed(name) : said;
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
