// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.net.URI;
import java.net.URISyntaxException;

/** How URIs are written in messages: without what may be a secret. */
public final class UriText {

  private UriText() {}

  /** The URI without user info, query and fragment (signed URLs carry their signature there). */
  public static String of(URI uri) {
    if (uri.isOpaque() && "jar".equals(uri.getScheme())) {
      return ofEntry(uri.getRawSchemeSpecificPart());
    }
    if (uri.isOpaque() || uri.getRawPath() == null) {
      return uri.getScheme() + ":…";
    }
    StringBuilder text = new StringBuilder();
    if (uri.getScheme() != null) {
      text.append(uri.getScheme()).append(':');
    }
    if (uri.getHost() != null) {
      text.append("//").append(uri.getHost());
      if (uri.getPort() >= 0) {
        text.append(':').append(uri.getPort());
      }
    }
    text.append(uri.getRawPath());
    if (uri.getRawQuery() != null) {
      text.append("?…");
    }
    return text.toString();
  }

  private static String ofEntry(String archiveAndEntry) {
    int end = archiveAndEntry.lastIndexOf("!/");
    try {
      return end < 0
          ? "jar:…"
          : "jar:"
              + of(new URI(archiveAndEntry.substring(0, end)))
              + archiveAndEntry.substring(end);
    } catch (URISyntaxException e) {
      return "jar:…" + archiveAndEntry.substring(end);
    }
  }
}
