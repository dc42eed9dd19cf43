// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiles;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.chronocube.io.RasterReadException;

/** Files that a document names, beside it or below. */
public final class Hrefs {

  private Hrefs() {}

  /**
   * The URI of a file named relative to a document, of any scheme: {@code file:}, {@code jar:},
   * {@code s3:}, {@code https:}.
   *
   * @param href as the document writes it, {@code /} between folders, not escaped
   * @throws RasterReadException when it would lead out of the document's folder
   */
  public static URI resolve(URI document, String href) {
    List<String> steps = List.of(href.split("/", -1));
    boolean inside =
        !href.contains("\\")
            && steps.stream().noneMatch(s -> s.isEmpty() || s.equals("..") || s.contains(":"));
    if (!inside) {
      throw new RasterReadException("href must lie beside or below its document, was " + href);
    }
    String base = document.toString();
    String folder = base.substring(0, base.lastIndexOf('/') + 1);
    try {
      // A leading slash keeps the first step from being taken for a scheme.
      return URI.create(folder + new URI(null, null, "/" + href, null).getRawPath().substring(1));
    } catch (URISyntaxException e) {
      throw new RasterReadException("href must be a relative path, was " + href, e);
    }
  }
}
