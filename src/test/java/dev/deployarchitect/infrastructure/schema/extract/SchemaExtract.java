package dev.deployarchitect.infrastructure.schema.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes an extract from a provider package of the CDK for Terraform ({@code cdktf LICENCE
 * PACKAGE@VERSION FOLDER OUT [SCHEMA.json OF-VERSION]}), from the pages that tfplugindocs made of a
 * provider's schema ({@code docs LICENCE PROVIDER VERSION FOLDER OUT}), or from the CDK's database
 * of CloudFormation's types ({@code cloudformation PACKAGE@VERSION DB.json.gz OUT}).
 */
public final class SchemaExtract {
  private SchemaExtract() {}

  public static void main(String[] args) throws IOException {
    if (args[0].equals("cloudformation")) {
      cloudFormation(args[1], Path.of(args[2]), Path.of(args[3]));
      return;
    }
    boolean docs = args[0].equals("docs");
    Path folder = Path.of(args[docs ? 4 : 3]);
    Path out = Path.of(args[docs ? 5 : 4]);
    Map<String, List<Member>> entries;
    String provider;
    String source;
    if (!docs) {
      provider = CdktfPackage.provider(folder).orElseThrow();
      source = "npm " + args[2];
      entries = CdktfPackage.read(folder);
    } else {
      provider = args[2] + " " + args[3];
      source = "the provider's own reference, docs/ of its repository at v" + args[3];
      entries = ProviderDocs.read(folder, args[2].substring(args[2].indexOf('/') + 1));
    }
    if (!docs && args.length > 5) {
      Deprecations old = Deprecations.read(Path.of(args[5]), provider.split(" ")[0]);
      entries = old.mark(entries);
      source += "; deprecations from " + args[6];
    }
    List<String> header =
        List.of("provider: " + provider, "source: " + source, "licence: " + args[1], date());
    Files.writeString(out, SchemaText.of(header, entries));
    System.out.printf("%s: %d entries, %d bytes%n", out, entries.size(), Files.size(out));
  }

  private static String date() {
    return "date: " + LocalDate.now(java.time.ZoneOffset.UTC);
  }

  private static void cloudFormation(String source, Path database, Path out) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# provider: aws/cloudformation " + source.substring(source.lastIndexOf('@') + 1));
    lines.add("# source: npm " + source);
    lines.add("# licence: Apache-2.0");
    lines.add("# " + date());
    lines.addAll(CloudFormationDatabase.lines(database));
    Files.writeString(out, String.join("\n", lines) + "\n");
    System.out.printf("%s: %d lines, %d bytes%n", out, lines.size(), Files.size(out));
  }
}
