// SPDX-License-Identifier: Apache-2.0
package org.chronocube.scene;

import java.net.URI;
import java.util.Objects;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.GeoBox;

/**
 * One raster of a scene: a band of a file (STAC: an asset). Radiometry belongs here, not to the
 * product: reprocessed dates carry other offsets than their neighbours.
 *
 * @param band name of the product's band
 * @param uri absolute URI of the file
 * @param fileBand zero-based band inside the file
 * @param grid full-resolution grid of the file
 * @param type sample type in the file
 * @param noData sample that is no data
 * @param scaling DN to physical value
 */
public record Granule(
    String band,
    URI uri,
    int fileBand,
    GeoBox grid,
    DataType type,
    NoData noData,
    Scaling scaling) {

  public Granule {
    Objects.requireNonNull(band, "band");
    Objects.requireNonNull(grid, "grid");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(noData, "noData");
    Objects.requireNonNull(scaling, "scaling");
    if (uri == null || !uri.isAbsolute()) {
      throw new IllegalArgumentException("granule URI must be absolute, was " + uri);
    }
    if (fileBand < 0) {
      throw new IllegalArgumentException("file band must be >= 0, was " + fileBand);
    }
  }
}
