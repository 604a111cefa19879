package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.syntax.hcl.HclBody;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import dev.deployarchitect.syntax.hcl.HclReader;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.stream.Stream;

/** The Terraform files of one folder, which Terraform reads as one. */
record TerraformModule(List<HclBody.File> files) {

  static TerraformModule read(List<Source> sources) {
    return new TerraformModule(sources.stream().map(HclReader::read).toList());
  }

  Stream<Block> blocks(String type) {
    return files.stream().flatMap(f -> f.body().blocks(type));
  }

  /** Resources of one of these types. */
  Stream<Block> resources(String... types) {
    List<String> wanted = List.of(types);
    return blocks("resource").filter(b -> wanted.contains(b.label(0)));
  }
}
