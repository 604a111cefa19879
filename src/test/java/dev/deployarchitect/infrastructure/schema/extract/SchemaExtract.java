package dev.deployarchitect.infrastructure.schema.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Writes an extract from a provider package of the CDK for Terraform ({@code cdktf LICENCE
 * PACKAGE@VERSION FOLDER OUT [SCHEMA.json OF-VERSION]}) or from the pages that tfplugindocs made of
 * a provider's schema ({@code docs LICENCE PROVIDER VERSION FOLDER OUT}).
 */
public final class SchemaExtract {
  private SchemaExtract() {}

  public static void main(String[] args) throws IOException {
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
        List.of(
            "provider: " + provider,
            "source: " + source,
            "licence: " + args[1],
            "date: " + LocalDate.now(java.time.ZoneOffset.UTC));
    Files.writeString(out, SchemaText.of(header, entries));
    System.out.printf("%s: %d entries, %d bytes%n", out, entries.size(), Files.size(out));
  }
}
