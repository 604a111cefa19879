package dev.deployarchitect.reference;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which addresses may be fetched. An argument, so that tests give their own. */
public interface AddressPolicy {

  /** Why an address must not be fetched, or empty. */
  Optional<String> refuses(URI address);

  /** Whether a person may allow an address that {@link #refuses(URI)} does. */
  default boolean canBeAllowed(URI address) {
    return false;
  }

  /** The same, and this host too. */
  default AddressPolicy with(String host) {
    return this;
  }

  /** Why a resolved host must not be connected to, or empty. */
  Optional<String> refuses(InetAddress host);

  /** HTTPS on the default port, hosts of the list and their subdomains, no address of a network. */
  record Documentation(Set<String> hosts) implements AddressPolicy {
    public static final Documentation DEFAULT =
        new Documentation(
            Set.of(
                "docs.docker.com",
                "docs.github.com",
                "nextjs.org",
                "www.prisma.io",
                "prisma.io",
                "www.postgresql.org",
                "clerk.com",
                "docs.aws.amazon.com",
                "developer.hashicorp.com",
                "prometheus.io",
                "docs.sentry.io",
                "vercel.com",
                "kubernetes.io",
                "nodejs.org",
                "www.pgbouncer.org",
                "cloud.google.com",
                "developers.cloudflare.com",
                "turborepo.com",
                "docs.exa.ai",
                "docs.python.org",
                "docs.djangoproject.com",
                "uwsgi-docs.readthedocs.io",
                "docs.gunicorn.org",
                "fastapi.tiangolo.com",
                "guides.rubyonrails.org",
                "laravel.com",
                "docs.spring.io",
                "go.dev",
                "learn.microsoft.com",
                "docs.stripe.com",
                "orm.drizzle.team",
                "supabase.com",
                "neon.com",
                "fly.io",
                "docs.gitlab.com",
                "nginx.org",
                "caddyserver.com",
                "doc.traefik.io",
                "dev.mysql.com"));

    @Override
    public Optional<String> refuses(URI address) {
      String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
      boolean known = hosts.stream().anyMatch(h -> host.equals(h) || host.endsWith("." + h));
      if (!"https".equalsIgnoreCase(address.getScheme())
          || address.getUserInfo() != null
          || (address.getPort() != -1 && address.getPort() != 443)) {
        return Optional.of("only plain https addresses are fetched");
      }
      return known
          ? Optional.empty()
          : Optional.of(
              "'%s' is not on the list of documentation hosts: %s"
                  .formatted(host, String.join(", ", hosts.stream().sorted().toList())));
    }

    /** What is wrong with it is its host alone, which is one that the public Internet knows. */
    @Override
    public boolean canBeAllowed(URI address) {
      String host = address.getHost();
      return host != null && host.contains(".") && with(host).refuses(address).isEmpty();
    }

    @Override
    public Documentation with(String host) {
      Set<String> more = new HashSet<>(hosts);
      more.add(host.toLowerCase(Locale.ROOT));
      return new Documentation(Set.copyOf(more));
    }

    @Override
    public Optional<String> refuses(InetAddress host) {
      byte[] bytes = host.getAddress();
      boolean unique = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
      boolean carrier = bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
      boolean own =
          host.isLoopbackAddress()
              || host.isAnyLocalAddress()
              || host.isLinkLocalAddress()
              || host.isSiteLocalAddress()
              || host.isMulticastAddress()
              || unique
              || carrier;
      return own ? Optional.of("the host resolves to a private address") : Optional.empty();
    }
  }
}
