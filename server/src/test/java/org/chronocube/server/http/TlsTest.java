// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.chronocube.ChronocubeException;
import org.chronocube.server.http.HttpSettings.Tls;
import org.chronocube.web.Endpoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with a certificate that the JDK's own keytool makes. */
class TlsTest {

  private static final String PASSWORD = "changeit123";
  private static final Endpoint BASE =
      (request, response) ->
          response.body().write(request.base().toString().getBytes(StandardCharsets.UTF_8));

  @TempDir static Path temp;
  private static Path keystore;

  @BeforeAll
  static void makeCertificate() throws Exception {
    keystore = temp.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
  }

  private static SSLContext trusting() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @Test
  void answers_over_tls_and_tells_browsers_to_stay_there() throws Exception {
    HttpSettings settings =
        HttpSettings.onPort(0).withTls(Optional.of(new Tls(keystore, PASSWORD)));
    try (HttpServer server = new HttpServer(settings, BASE)) {
      server.start();
      assertThat(server.root().getScheme()).isEqualTo("https");
      HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(server.root()).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo(server.root().toString());
      assertThat(answer.headers().firstValue("strict-transport-security"))
          .contains("max-age=31536000");
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isIn("TLSv1.3", "TLSv1.2");

      URI plain = URI.create(server.root().toString().replace("https:", "http:"));
      HttpRequest unencrypted = HttpRequest.newBuilder(plain).build();
      assertThatThrownBy(() -> client.send(unencrypted, HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void a_wrong_keystore_password_is_a_clear_error_without_the_password() {
    HttpSettings settings =
        HttpSettings.onPort(0).withTls(Optional.of(new Tls(keystore, "wrong-one")));
    assertThatThrownBy(
            () -> {
              try (HttpServer server = new HttpServer(settings, BASE)) {
                server.start();
              }
            })
        .isInstanceOf(ChronocubeException.class)
        .hasMessageContaining("password")
        .hasMessageNotContaining("wrong-one");
    assertThat(settings.toString()).doesNotContain("wrong-one");
  }
}
