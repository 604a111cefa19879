package dev.deployarchitect.infrastructure.schema;

import dev.deployarchitect.content.Content;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The extracts that are packed. {@link #open} gives a view for one review, which reads a provider's
 * text when its first resource is looked at and forgets all of them at its end.
 */
public final class ProviderSchemas {
  private static final String FOLDER = "tools/infrastructure/schemas/";

  /** The provider's source, and under which name its extract lies. */
  private static final Map<String, String> EXTRACTS =
      Map.ofEntries(
          Map.entry("hashicorp/aws", "aws"),
          Map.entry("hashicorp/google", "google"),
          Map.entry("cloudflare/cloudflare", "cloudflare"),
          Map.entry("vercel/vercel", "vercel"),
          Map.entry("fastly/fastly", "fastly"),
          Map.entry("kislerdm/neon", "neon"),
          Map.entry("supabase/supabase", "supabase"),
          Map.entry("planetscale/planetscale", "planetscale"),
          Map.entry("hashicorp/vault", "vault"),
          Map.entry("hashicorp/kubernetes", "kubernetes"),
          Map.entry("hashicorp/random", "random"),
          Map.entry("hashicorp/tls", "tls"),
          Map.entry("hashicorp/time", "time"),
          Map.entry("hashicorp/null", "null"),
          Map.entry("hashicorp/archive", "archive"));

  /** Later majors of these exist, whose schema no package carries (seen 2026-11-24). */
  private static final Set<String> OUTGROWN = Set.of("hashicorp/google", "hashicorp/kubernetes");

  private final Content content;

  public ProviderSchemas(Content content) {
    this.content = content;
  }

  /** The sources whose schema is packed, sorted. */
  public static List<String> sources() {
    return EXTRACTS.keySet().stream().sorted().toList();
  }

  /** CloudFormation's own resource types, which are no provider of Terraform. */
  public ProviderSchema cloudFormation() {
    return new ProviderSchema(content.text(FOLDER + "cloudformation.schema"));
  }

  public Opened open() {
    return new Opened(content);
  }

  /** The schemas one review looks at. Not thread-safe. */
  public static final class Opened {
    private final Content content;
    private final Map<String, Optional<ProviderSchema>> opened = new HashMap<>();

    private Opened(Content content) {
      this.content = content;
    }

    /**
     * Whether a constraint lets a later major version in than the one packed, so that a name this
     * schema does not know may be a new one.
     */
    public boolean mayBeOutgrown(ProviderSchema schema, Optional<String> constraint) {
      int major = Integer.parseInt(schema.version().split("\\.")[0]);
      return OUTGROWN.contains(schema.source())
          && constraint
              .map(c -> new VersionConstraint(c).allows((major + 1) + ".999.0"))
              .orElse(true);
    }

    /** The schema of a provider such as {@code hashicorp/aws}, where one is packed. */
    public Optional<ProviderSchema> of(String source) {
      return opened.computeIfAbsent(
          source,
          s ->
              Optional.ofNullable(EXTRACTS.get(s))
                  .map(name -> new ProviderSchema(content.text(FOLDER + name + ".schema"))));
    }
  }
}
