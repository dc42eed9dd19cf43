// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.chronocube.io.range.UriText;
import org.chronocube.product.SceneParseException;

/**
 * Where a document is, and so what the relative hrefs in it mean.
 *
 * @param uri of the document
 * @param path the document as a file of some file system; null when it is asked of an HTTP server
 */
record Place(URI uri, Path path) {

  static Place of(Path path) {
    return new Place(path.toUri(), path);
  }

  static Place of(URI http) {
    return new Place(http, null);
  }

  /** For messages: without what may be a secret. */
  @Override
  public String toString() {
    return path != null ? path.toString() : UriText.of(uri);
  }

  /** The file that a relative reference means. Hrefs are URI references: {@code %20} is a space. */
  Path file(String href) {
    String relative = reference(href).getPath();
    Path folder = path.getParent();
    return (relative.startsWith("/")
            ? path.getFileSystem().getPath(relative)
            : folder.resolve(relative))
        .normalize();
  }

  /** What a reference means over HTTP. */
  URI resolve(String href) {
    return uri.resolve(reference(href));
  }

  /**
   * An href as a URI reference; blanks, which many writers leave as they are, are let pass.
   *
   * @throws SceneParseException when it is none
   */
  static URI reference(String href) {
    try {
      return new URI(href.strip().replace(" ", "%20"));
    } catch (URISyntaxException e) {
      throw new SceneParseException("href must be a URI reference: " + e.getReason(), e);
    }
  }
}
