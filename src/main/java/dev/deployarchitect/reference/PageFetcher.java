package dev.deployarchitect.reference;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Fetches one page; every hop of a redirect passes the policy again. */
final class PageFetcher {
  private static final int MAX_BYTES = 2 << 20;
  private static final int MAX_HOPS = 5;

  private final AddressPolicy policy;
  private final HttpClient client;
  private final Duration limit;

  PageFetcher(AddressPolicy policy, Duration limit) {
    this.policy = policy;
    this.limit = limit;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit)
            .build();
  }

  sealed interface Fetched {
    record Page(URI address, String html) implements Fetched {}

    /**
     * Not fetched.
     *
     * @param host that a person may allow; empty where nobody may
     */
    record Refused(String why, String host) implements Fetched {}

    record Unreachable(String why) implements Fetched {}
  }

  Fetched fetch(String address) {
    return fetch(address, policy);
  }

  /** Under a policy that a person has widened. */
  Fetched fetch(String address, AddressPolicy policy) {
    URI next;
    try {
      next = URI.create(address.strip());
    } catch (IllegalArgumentException e) {
      return new Fetched.Refused("'%s' is no address".formatted(address), "");
    }
    for (int hop = 0; hop < MAX_HOPS; hop++) {
      Optional<String> refused = refused(next, policy);
      if (refused.isPresent()) {
        return new Fetched.Refused(refused.get(), policy.canBeAllowed(next) ? next.getHost() : "");
      }
      try {
        HttpRequest request =
            HttpRequest.newBuilder(next).timeout(limit).header("Accept", "text/html").build();
        HttpResponse<InputStream> response =
            client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
          Optional<String> location = response.headers().firstValue("location");
          if (response.statusCode() / 100 == 3 && location.isPresent()) {
            next = next.resolve(location.get());
            continue;
          }
          if (response.statusCode() != 200) {
            return new Fetched.Unreachable("the server answered " + response.statusCode());
          }
          String html = new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
          return new Fetched.Page(next, html);
        }
      } catch (IOException | IllegalArgumentException e) {
        return new Fetched.Unreachable("it cannot be reached from here");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Fetched.Unreachable("the run was cancelled");
      }
    }
    return new Fetched.Refused("more than %d redirects".formatted(MAX_HOPS), "");
  }

  private static Optional<String> refused(URI address, AddressPolicy policy) {
    Optional<String> why = policy.refuses(address);
    if (why.isPresent() || address.getHost() == null) {
      return why.or(() -> Optional.of("the address names no host"));
    }
    try {
      for (InetAddress host : InetAddress.getAllByName(address.getHost())) {
        Optional<String> refused = policy.refuses(host);
        if (refused.isPresent()) {
          return refused;
        }
      }
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
