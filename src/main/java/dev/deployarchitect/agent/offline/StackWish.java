package dev.deployarchitect.agent.offline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which infrastructure a question wants: in which language, where, and with what.
 *
 * @param tool the generator
 * @param arguments its arguments as far as the question names them
 */
record StackWish(String tool, Map<String, String> arguments) {
  private static final Pattern CLOUDFORMATION = words("cloudformation|\\bcfn\\b");
  private static final Pattern PULUMI = words("pulumi");
  private static final Pattern GOOGLE = words("cloud ?run|\\bgcp\\b|google cloud");
  private static final Pattern VERCEL = words("\\b(vercel|neon|supabase|planetscale)\\b");
  private static final Pattern STATIC = words("\\bstatic (site|export|website|pages)\\b|\\bs3\\b");
  private static final Pattern AWS = words("\\b(aws|ecs|fargate|fastly)\\b");
  private static final Pattern AZURE = words("\\bazure\\b");
  private static final Pattern VAULT = words("\\bvault\\b");
  private static final Pattern SECRETS_MANAGER = words("secrets? manager");

  private static Pattern words(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  static StackWish in(String question) {
    if (CLOUDFORMATION.matcher(question).find()) {
      return new StackWish("generate_cloudformation", Map.of());
    }
    if (PULUMI.matcher(question).find()) {
      return new StackWish("generate_pulumi", Map.of());
    }
    Map<String, String> arguments = new LinkedHashMap<>();
    Optional<String> cloud = cloud(question);
    cloud.ifPresent(c -> arguments.put("cloud", c));
    if (cloud.filter("vercel"::equals).isPresent()) {
      only(question, "supabase", "planetscale", "neon")
          .ifPresent(d -> arguments.put("database", d));
    } else if (cloud.isEmpty() || cloud.get().equals("aws")) {
      only(question, "fastly", "cloudflare", "cloudfront").ifPresent(c -> arguments.put("cdn", c));
      // "Vault or Secrets Manager?" asks for neither.
      if (VAULT.matcher(question).find() && !SECRETS_MANAGER.matcher(question).find()) {
        arguments.put("secrets", "vault");
      }
    }
    return new StackWish("generate_terraform", arguments);
  }

  /** The one of these names that the question has, if it is one alone. */
  private static Optional<String> only(String question, String... names) {
    Optional<String> found = Optional.empty();
    for (String name : names) {
      if (words("\\b" + name + "\\b").matcher(question).find()) {
        if (found.isPresent()) {
          return Optional.empty();
        }
        found = Optional.of(name);
      }
    }
    return found;
  }

  private static Optional<String> cloud(String question) {
    if (GOOGLE.matcher(question).find()) {
      return Optional.of("google");
    }
    if (VERCEL.matcher(question).find()) {
      return Optional.of("vercel");
    }
    if (STATIC.matcher(question).find()) {
      return Optional.of("static");
    }
    if (AWS.matcher(question).find()) {
      return Optional.of("aws");
    }
    return AZURE.matcher(question).find() ? Optional.of("azure") : Optional.empty();
  }
}
