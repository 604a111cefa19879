package dev.deployarchitect.reference;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which addresses may be fetched. An argument, so that tests give their own. */
public interface AddressPolicy {

  /** Why an address must not be fetched, or empty. */
  Optional<String> refuses(URI address);

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
                "docs.exa.ai"));

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
