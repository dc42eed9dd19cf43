// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Requests for {@code http} and {@code https} URIs. User info is sent as basic authentication.
 *
 * @param allowed see {@link HttpSettings#allowed}
 */
public record PlainRequests(Predicate<URI> allowed) implements ResourceRequests {

  @Override
  public HttpRequest request(String method, URI uri, Map<String, String> headers)
      throws IOException {
    if (!allowed.test(uri)) {
      throw new IOException("access to " + UriText.of(uri) + " is not allowed");
    }
    HttpRequest.Builder request = ResourceRequests.builder(method, withoutUserInfo(uri));
    headers.forEach(request::header);
    if (uri.getUserInfo() != null) {
      byte[] credentials = uri.getUserInfo().getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }
    return request.build();
  }

  @Override
  public URI redirect(URI at, String location, Optional<String> region) throws IOException {
    try {
      return at.resolve(new URI(location));
    } catch (URISyntaxException e) {
      throw new IOException("the server redirects to a broken URI");
    }
  }

  private static URI withoutUserInfo(URI uri) throws IOException {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || (!scheme.equals("http") && !scheme.equals("https"))) {
      throw new IOException("the URI must be http or https with a host, was " + UriText.of(uri));
    }
    try {
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return new URI(uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath() + query);
    } catch (URISyntaxException e) {
      // Its message would repeat the URI with its secrets.
      throw new IOException("the URI is broken: " + UriText.of(uri));
    }
  }
}
