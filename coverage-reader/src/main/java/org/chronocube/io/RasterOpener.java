// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import java.net.URI;

/** Opens raster files by URI; what the cube engine and the product parsers are handed. */
public interface RasterOpener {

  /**
   * Reads the header, or gives the reader that is kept from an earlier call.
   *
   * @throws RasterReadException when the file is missing, is no raster of a known format, or its
   *     header is broken
   */
  BlockReader open(URI uri);
}
