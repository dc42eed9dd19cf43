// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.chronocube.server.ows.OwsException;

/**
 * Gets inputs by reference, from hosts the operator has allowed and no others: a server that reads
 * any address is a door into its own network. No redirect is followed.
 */
final class References {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Set<String> hosts;
  private final long maxBytes;

  References(Set<String> hosts, long maxBytes) {
    this.hosts = Set.copyOf(hosts);
    this.maxBytes = maxBytes;
  }

  byte[] get(String href, String inputId) {
    URI uri = allowed(href, inputId);
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(uri).timeout(TIMEOUT).GET().build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw failed(inputId, "the reference was answered " + response.statusCode(), null);
        }
        return limited(body, inputId);
      }
    } catch (IOException e) {
      throw failed(inputId, "the reference cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(inputId, "reading the reference was interrupted", e);
    }
  }

  private byte[] limited(InputStream body, String inputId) throws IOException {
    int limit = (int) Math.min(Integer.MAX_VALUE - 16, maxBytes);
    byte[] bytes = body.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw InputDecoder.tooLarge(inputId, maxBytes);
    }
    return bytes;
  }

  private URI allowed(String href, String inputId) {
    URI uri;
    try {
      uri = URI.create(href);
    } catch (IllegalArgumentException e) {
      throw failed(inputId, "a reference must be a URL, was " + href, e);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("http") || scheme.equals("https");
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    boolean listed = hosts.contains(host) || hosts.contains(host + ":" + uri.getPort());
    if (!web || !listed || uri.getRawUserInfo() != null) {
      throw failed(inputId, "references must be to a host this server allows, was " + href, null);
    }
    return uri;
  }

  private static OwsException failed(String inputId, String message, Throwable cause) {
    return new OwsException(WpsCodes.DATA_NOT_ACCESSIBLE, inputId, message, cause);
  }
}
