package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real issuer on a free port. */
class IssuerTest {
  private static final String US = "deployment-architect";

  private HttpServer server;
  private String address;
  private RSAKey key;

  @BeforeEach
  void start() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    address = "http://127.0.0.1:" + server.getAddress().getPort();
    answer(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(address, address));
    answer("/keys", new JWKSet(key.toPublicJWK()).toString());
    server.start();
  }

  private void answer(String path, String body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(address)
        .audience(US)
        .subject("alice")
        .expirationTime(in(Duration.ofMinutes(5)));
  }

  private static Date in(Duration time) {
    return Date.from(Instant.now().plus(time));
  }

  private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("one").build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  private String signed(JWTClaimsSet.Builder claims) throws JOSEException {
    return signed(claims.build(), JWSAlgorithm.RS256, new RSASSASigner(key));
  }

  @Test
  void aTokenOfTheIssuerForUsIsItsSubjects() throws Exception {
    assertThat(new Issuer(address, US).subject(signed(claims()))).hasValue("oidc:alice");
  }

  private String typed(String type) throws JOSEException {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID("one")
            .type(new JOSEObjectType(type))
            .build();
    SignedJWT token = new SignedJWT(header, claims().build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  @Test
  void anAccessTokenThatSaysWhatItIsCountsAndTokensOfOtherKindsDoNot() throws Exception {
    Issuer issuer = new Issuer(address, US);
    assertThat(issuer.subject(typed("at+jwt"))).hasValue("oidc:alice");
    assertThat(issuer.subject(typed("application/at+jwt"))).hasValue("oidc:alice");
    assertThat(issuer.subject(typed("JWT"))).hasValue("oidc:alice");
    assertThat(issuer.subject(typed("logout+jwt"))).isEmpty();
    assertThat(issuer.subject(typed("dpop+jwt"))).isEmpty();
  }

  @Test
  void tokensThatAreLateForOthersOrOfOthersDoNotCount() throws Exception {
    Issuer issuer = new Issuer(address, US);
    Duration ago = Duration.ofMinutes(-5);
    assertThat(issuer.subject(signed(claims().expirationTime(in(ago))))).isEmpty();
    assertThat(issuer.subject(signed(claims().expirationTime(null)))).isEmpty();
    assertThat(issuer.subject(signed(claims().notBeforeTime(in(ago.negated()))))).isEmpty();
    assertThat(issuer.subject(signed(claims().audience("another")))).isEmpty();
    assertThat(issuer.subject(signed(claims().issuer("https://other.example.com")))).isEmpty();
    assertThat(issuer.subject(signed(claims().subject(null)))).isEmpty();
  }

  @Test
  void forgedTokensDoNotCount() throws Exception {
    Issuer issuer = new Issuer(address, US);
    RSAKey other = new RSAKeyGenerator(2048).keyID("one").generate();
    assertThat(
            issuer.subject(signed(claims().build(), JWSAlgorithm.RS256, new RSASSASigner(other))))
        .isEmpty();
    assertThat(issuer.subject(new PlainJWT(claims().build()).serialize())).isEmpty();
    // The public key as a shared secret: the classic confusion of algorithms.
    byte[] known = key.toPublicJWK().toRSAKey().toRSAPublicKey().getEncoded();
    assertThat(issuer.subject(signed(claims().build(), JWSAlgorithm.HS256, new MACSigner(known))))
        .isEmpty();
    String whole = signed(claims());
    assertThat(issuer.subject(whole.substring(0, whole.length() - 6) + "AAAAAA")).isEmpty();
    assertThat(issuer.subject("ak_no.token")).isEmpty();
  }

  @Test
  void anIssuerThatCannotBeAskedLetsNobodyInAndIsAskedAgain() throws Exception {
    Issuer issuer = new Issuer(address, US);
    String token = signed(claims());
    server.removeContext("/.well-known/openid-configuration");
    assertThat(issuer.subject(token)).isEmpty();
    answer(
        "/.well-known/openid-configuration",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(address, address));
    assertThat(issuer.subject(token)).hasValue("oidc:alice");
  }

  @Test
  void anIssuerOfAnotherMachineIsReachedByHttpsAlone() {
    assertThatThrownBy(() -> new Issuer("http://login.example.com", US))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https");
  }
}
