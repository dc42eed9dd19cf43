// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.dimap;

import java.nio.file.Path;
import org.chronocube.product.SceneParseException;

/** Files that a document names. */
final class Inside {

  private Inside() {}

  /**
   * The file beside or below a document.
   *
   * @throws SceneParseException when the name leads out of the document's folder
   */
  static Path resolve(Path document, String href) {
    Path folder = document.getParent();
    Path file = folder.resolve(href).normalize();
    if (!file.startsWith(folder.normalize())) {
      throw new SceneParseException("href must lie beside or below " + document + ", was " + href);
    }
    return file;
  }
}
