// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import java.io.IOException;

/** Writes rasters in one format. Immutable: safe for concurrent use. */
public interface Encoder {

  /** Media type of the files, e.g. {@code image/tiff}. */
  String mediaType();

  /** File name extension without a dot, e.g. {@code tif}. */
  String extension();

  /**
   * Encodes a source. Where the layout does not depend on the pixels, these are read while the file
   * is sent; else all of them have been read when this returns.
   *
   * @return the file, to be closed by the caller
   * @throws UnsupportedRasterException before anything is read, when the format cannot hold it
   * @throws IOException when temporary space cannot be written
   */
  Encoded encode(RasterSource source) throws IOException;

  /**
   * @throws UnsupportedRasterException when the format cannot hold a source; reads nothing
   */
  void check(RasterSource source);
}
