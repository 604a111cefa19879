package dev.deployarchitect.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.deployarchitect.Given;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.tool.Toolbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server on loopback, reached through a policy that allows just its port. */
class FetchReferenceTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
  private HttpServer server;

  /** Allows the test's own server and nothing else. */
  private record OwnServer(int port) implements AddressPolicy {
    @Override
    public Optional<String> refuses(URI address) {
      return address.getPort() == port ? Optional.empty() : Optional.of("not this test's server");
    }

    @Override
    public Optional<String> refuses(InetAddress host) {
      return Optional.empty();
    }
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    page(
        "/page",
        200,
        "<html><head><title>Cache</title><script>evil()</script></head><body>"
            + "<nav>Menu</nav><main><h1>Caching</h1><p>Use a cache <b>mount</b>.</p>"
            + "<ul><li>One</li></ul><pre>RUN x\n  y</pre></main></body></html>");
    page("/missing", 404, "no");
    page("/big", 200, "<main>" + "<p>word word word</p>".repeat(200_000) + "</main>");
    redirect("/moved", "/page");
    redirect("/inside", "http://169.254.169.254/latest/meta-data");
    redirect("/loop", "/loop");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void page(String path, int status, String html) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private void redirect(String path, String to) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
  }

  private ToolResult fetch(String path) {
    return fetch(path, 0);
  }

  private ToolResult fetch(String path, int offset) {
    int port = server.getAddress().getPort();
    return call(new OwnServer(port), "http://127.0.0.1:" + port + path, offset);
  }

  private static ToolResult call(AddressPolicy policy, String url) {
    return call(policy, url, 0);
  }

  private static ToolResult call(AddressPolicy policy, String url, int offset) {
    Toolbox toolbox = new Toolbox(new FetchReference(policy, CLOCK).feature().tools());
    assertThat(Content.packed().find("tools/reference/fetch_reference/tool.md")).isPresent();
    return toolbox.call(
        "fetch_reference",
        Given.json("{\"url\":\"" + url + "\",\"offset\":" + offset + "}"),
        Given.sample());
  }

  @Test
  void aPageComesAsReadableTextWithItsAddressAndDate() {
    ToolResult result = fetch("/moved");
    assertThat(result).isInstanceOf(ToolResult.Done.class);
    assertThat(result.text())
        .startsWith("Cache\nhttp://127.0.0.1")
        .contains("fetched 2026-11-23")
        .contains("# Caching")
        .contains("Use a cache mount.")
        .contains("- One")
        .contains("    RUN x")
        .doesNotContain("evil")
        .doesNotContain("Menu");
  }

  @Test
  void aRedirectPassesThePolicyAgain() {
    assertThat(fetch("/inside")).isInstanceOf(ToolResult.Refused.class);
    assertThat(fetch("/loop").text()).contains("redirects");
  }

  @Test
  void failuresAndLongPagesAreSaid() {
    assertThat(fetch("/missing").text()).contains("answered 404");
    assertThat(fetch("/big").text()).hasSizeLessThan(12_000).contains("the page goes on");
    assertThat(fetch("/big", 11_000).text())
        .contains("word", "from offset 22000")
        .isNotEqualTo(fetch("/big").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://docs.docker.com/x",
        "https://evil.example/docs.docker.com",
        "https://docs.docker.com.evil.example/",
        "https://docs.docker.com@evil.example/",
        "https://user:pass@docs.docker.com/",
        "https://docs.docker.com:8443/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://localhost/",
        "file:///etc/passwd",
        "ftp://docs.docker.com/",
        "//docs.docker.com/",
        "not an address",
        ""
      })
  void noAddressBesideTheListIsFetched(String url) {
    assertThat(call(AddressPolicy.Documentation.DEFAULT, url))
        .isInstanceOf(ToolResult.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "100.64.0.1",
        "224.0.0.1",
        "::ffff:127.0.0.1"
      })
  void privateAddressesAreRefusedInAnySpelling(String address) throws IOException {
    assertThat(AddressPolicy.Documentation.DEFAULT.refuses(InetAddress.getByName(address)))
        .isPresent();
  }

  @Test
  void aPublicAddressOfAListedHostIsAllowed() throws IOException {
    AddressPolicy policy = AddressPolicy.Documentation.DEFAULT;
    assertThat(policy.refuses(URI.create("https://docs.docker.com/build/cache/"))).isEmpty();
    assertThat(policy.refuses(InetAddress.getByName("8.8.8.8"))).isEmpty();
  }
}
