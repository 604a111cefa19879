package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An OpenID Connect issuer whose tokens let people in. Its keys are found by discovery (OpenID
 * Connect Discovery 1.0, section 4) and kept for five minutes. A token counts when it is signed by
 * one of them with a public-key algorithm, comes from this issuer, is meant for us, has a subject,
 * and has not expired, give or take a minute. Thread-safe.
 */
public final class Issuer {
  private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384);

  /** RFC 9068, section 2.1, has access tokens say what they are; others say JWT, or nothing. */
  private static final Set<JOSEObjectType> TYPES =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  JOSEObjectType.JWT,
                  new JOSEObjectType("at+jwt"),
                  new JOSEObjectType("application/at+jwt"),
                  null)));

  private final String address;
  private final String audience;
  private final ReentrantLock lock = new ReentrantLock();
  private DefaultJWTProcessor<SecurityContext> processor;

  /**
   * An issuer.
   *
   * @param address as its tokens name it
   * @param audience as its tokens name us
   * @throws IllegalArgumentException when the address is neither https nor on this machine
   */
  public Issuer(String address, String audience) {
    URI uri = URI.create(address);
    boolean local = Set.of("localhost", "127.0.0.1").contains(String.valueOf(uri.getHost()));
    if (!"https".equals(uri.getScheme()) && !local) {
      throw new IllegalArgumentException("An OIDC issuer has an https address, not " + address);
    }
    this.address = address;
    this.audience = audience;
  }

  /** Whose token it is, as {@code oidc:SUBJECT}; empty for one that does not count. */
  Optional<String> subject(String token) {
    // Everything else is a key, or nothing: no reason to ask the issuer.
    if (!token.matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+")) {
      return Optional.empty();
    }
    try {
      return Optional.of("oidc:" + processor().process(token, null).getSubject());
    } catch (BadJWTException e) {
      // Signed by the issuer: late, or a setting of ours is wrong, which nobody else would tell.
      LOG.info("a token of {} does not count: {}", address, e.getMessage());
      return Optional.empty();
    } catch (BadJOSEException | ParseException e) {
      LOG.debug("a token does not count: {}", e.getMessage());
      return Optional.empty();
    } catch (JOSEException | IOException e) {
      LOG.warn("tokens of {} cannot be checked: {}", address, e.getMessage());
      return Optional.empty();
    }
  }

  private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    lock.lock();
    try {
      if (processor == null) {
        processor = make(discover());
      }
      return processor;
    } finally {
      lock.unlock();
    }
  }

  private DefaultJWTProcessor<SecurityContext> make(URI keys) throws IOException {
    JWKSource<SecurityContext> source =
        JWKSourceBuilder.create(keys.toURL()).retrying(true).build();
    DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
    made.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPES));
    made.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
    made.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            audience, new JWTClaimsSet.Builder().issuer(address).build(), Set.of("sub", "exp")));
    return made;
  }

  private URI discover() throws IOException {
    String place = address.replaceFirst("/$", "") + "/.well-known/openid-configuration";
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(place)).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      JsonNode found = new ObjectMapper().readTree(response.body());
      if (response.statusCode() != 200 || !found.path("issuer").asText().equals(address)) {
        throw new IOException(place + " does not describe this issuer");
      }
      return URI.create(found.path("jwks_uri").asText());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(place + " names no keys", e);
    }
  }
}
