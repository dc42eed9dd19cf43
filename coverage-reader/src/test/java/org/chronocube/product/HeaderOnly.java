// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.raster.RasterBlock;

/** A raster of which only the header may be read. */
public record HeaderOnly(RasterInfo info) implements BlockReader {

  @Override
  public RasterBlock read(int level, int band, Window window) {
    throw new AssertionError("pixels must not be read: " + info.uri());
  }
}
