// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.server.http.HttpSettings;
import org.chronocube.server.security.AccountManager;
import org.chronocube.server.security.Authenticator;
import org.chronocube.web.Right;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, over HTTP. */
class SecuredServerTest {

  private static final String PASSWORD = "correct horse";
  private static final String EXECUTE =
      "wps?service=WPS&version=1.0.0&request=Execute&identifier=datacube:TimeSeries";

  @TempDir static Path temp;
  private static String key;
  private static ChronocubeServer open;
  private static ChronocubeServer closed;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    AccountManager accounts = new AccountManager(temp);
    accounts.putUser("reader", PASSWORD.toCharArray(), List.of("reader"), false);
    accounts.putUser("analyst", PASSWORD.toCharArray(), List.of("analyst"), false);
    key = accounts.createKey("job", List.of("analyst"), Optional.empty());
    open = serve(Set.of(Right.READ), "open");
    closed = serve(Set.of(), "closed");
  }

  private static ChronocubeServer serve(Set<Right> anybody, String name) {
    String index = "jdbc:sqlite:" + temp.resolve(name + ".sqlite");
    ChronocubeServer server =
        ChronocubeServer.open(
            TestServer.shipped(),
            new DatacubeOptions(index, 16L << 20, 1, false),
            HttpSettings.onPort(0),
            List.of(),
            Authenticator.of(temp, anybody, Optional.empty()));
    server.start();
    return server;
  }

  @AfterAll
  static void stop() {
    open.close();
    closed.close();
  }

  private HttpResponse<String> get(ChronocubeServer server, String path, String... headers)
      throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.root() + path)), headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
      throws Exception {
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String[] as(String user) {
    byte[] pair = (user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(pair)};
  }

  private static String challenge(HttpResponse<String> answer) {
    return answer.headers().firstValue("www-authenticate").orElse("");
  }

  @Test
  void anybody_reads_where_that_is_allowed() throws Exception {
    for (String path :
        List.of(
            "",
            "api/layers",
            "wms?service=WMS&request=GetCapabilities",
            "geoserver/chronocube/wcs?service=WCS&request=GetCapabilities",
            "wps?service=WPS&request=GetCapabilities",
            "wps?service=WPS&version=1.0.0&request=DescribeProcess&identifier=all")) {
      assertThat(get(open, path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          wms?service=WMS&version=1.3.0&request=GetCapabilities | <ServiceException>
          wms?service=WMS&version=1.1.1&request=GetMap          | <ServiceExceptionReport version="1.1.1">
          ows?service=WMS&version=1.3.0&request=GetMap          | <ServiceException>
          geoserver/chronocube/wms?request=GetMap               | <ServiceException>
          wcs?service=WCS&request=GetCapabilities               | xmlns:ows="http://www.opengis.net/ows/2.0"
          wps?service=WPS&version=1.0.0&request=GetCapabilities | xmlns:ows="http://www.opengis.net/ows/1.1"
          ows?service=nonsense                                  | ows:ExceptionReport
          ''                                                    | "status":401
          page/main.js                                          | "status":401
          api/layers                                            | "status":401
          api/series?layer=chronocube:bordeaux                  | "status":401
          geoserver/web                                         | "status":401
          chronocube/security.yaml                              | "status":401
          """)
  void a_stranger_is_told_to_log_in_in_the_form_of_what_was_asked(String path, String form)
      throws Exception {
    HttpResponse<String> answer = get(closed, path);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(challenge(answer)).startsWith("Basic realm=\"Chronocube\"");
    assertThat(answer.body()).contains(form, "This needs the right to read; log in");
    assertThat(get(closed, path, as("reader")).statusCode()).isNotIn(401, 403);
  }

  @Test
  void nothing_a_stranger_posts_is_parsed() throws Exception {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(URI.create(closed.root() + "wps?service=WPS"))
            .POST(BodyPublishers.ofString("<broken"));
    assertThat(send(post).statusCode()).isEqualTo(401);
    assertThat(send(post, as("analyst")).statusCode()).isNotIn(401, 403);
  }

  @Test
  void running_a_process_takes_more_than_reading() throws Exception {
    HttpResponse<String> stranger = get(open, EXECUTE);
    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(stranger.headers().firstValue("content-type").orElse("")).startsWith("text/xml");
    assertThat(stranger.body())
        .contains("ows:ExceptionReport", "This needs the right to process; log in");

    HttpResponse<String> reader = get(open, EXECUTE, as("reader"));
    assertThat(reader.statusCode()).isEqualTo(403);
    assertThat(challenge(reader)).isEmpty();
    assertThat(reader.body()).contains("reader does not have it");

    // Past the guard, the missing input is what is wrong.
    assertThat(get(open, EXECUTE, as("analyst")).statusCode()).isEqualTo(400);
    assertThat(get(open, EXECUTE, "Authorization", "Bearer " + key).statusCode()).isEqualTo(400);
    assertThat(get(open, EXECUTE, "X-API-Key", key).statusCode()).isEqualTo(400);
  }

  @Test
  void a_posted_process_is_guarded_like_one_by_get_and_so_are_results() throws Exception {
    String execute =
        "<wps:Execute service='WPS' version='1.0.0' xmlns:wps='http://www.opengis.net/wps/1.0.0'"
            + " xmlns:ows='http://www.opengis.net/ows/1.1'>"
            + "<ows:Identifier>datacube:TimeSeries</ows:Identifier></wps:Execute>";
    for (String path : List.of("wps", "ows", "geoserver/wps", "chronocube/ows")) {
      HttpRequest.Builder post =
          HttpRequest.newBuilder(URI.create(open.root() + path))
              .POST(BodyPublishers.ofString(execute));
      assertThat(send(post).statusCode()).as(path).isEqualTo(401);
      assertThat(send(post, as("reader")).statusCode()).as(path).isEqualTo(403);
    }
    for (String operation : List.of("GetExecutionStatus", "GetExecutionResult", "Dismiss")) {
      String path = "wps?service=WPS&request=" + operation + "&executionId=1";
      assertThat(get(open, path).statusCode()).as(operation).isEqualTo(401);
    }
  }

  @Test
  void a_wrong_password_is_noticed_even_where_anybody_may_read() throws Exception {
    HttpResponse<String> answer = get(open, "api/layers", "Authorization", "Basic YTpi");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("The user name, the password or the API key is wrong.");
  }

  @Test
  void the_accounts_are_at_no_address() throws Exception {
    for (String path :
        List.of(
            "chronocube/security.yaml",
            "geoserver/chronocube/security.yaml",
            "page/..%2f..%2fchronocube/security.yaml",
            "webjars/../chronocube/security.yaml")) {
      assertThat(get(open, path, as("analyst")).statusCode()).as(path).isIn(400, 404);
    }
  }
}
