// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.net.URI;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.GeoBox;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.RasterOpener;
import org.chronocube.scene.Granule;

/**
 * What a scene's metadata says of one granule; null where it says nothing.
 *
 * <p>What is missing comes from the file's header, which is opened only then, and what the header
 * does not declare from the product's band.
 *
 * @param grid full-resolution grid
 * @param type sample type
 * @param noData declared nodata
 * @param scaling DN to physical value
 */
public record GranuleFacts(GeoBox grid, DataType type, NoData noData, Scaling scaling) {

  public static final GranuleFacts UNKNOWN = new GranuleFacts(null, null, null, null);

  public Granule granule(Band band, URI uri, int fileBand, RasterOpener rasters) {
    GranuleFacts known = isComplete() ? this : with(rasters.open(uri).info(), fileBand);
    if (known.grid == null) {
      throw new SceneParseException(
          uri + " must be georeferenced by an affine and a CRS with an EPSG code");
    }
    NoData noData = known.noData;
    if (noData == null) {
      boolean fits = band.noData().isDeclared() && known.type.holds(band.noData().value());
      noData = fits ? band.noData() : NoData.NONE;
    }
    Scaling scaling = known.scaling == null ? band.scaling() : known.scaling;
    return new Granule(band.name(), uri, fileBand, known.grid, known.type, noData, scaling);
  }

  private boolean isComplete() {
    return grid != null && type != null && noData != null && scaling != null;
  }

  private GranuleFacts with(RasterInfo header, int fileBand) {
    if (fileBand >= header.bandCount()) {
      throw new SceneParseException(
          header.uri() + " must have band " + (fileBand + 1) + ", has " + header.bandCount());
    }
    // A header without scaling reads as identity: then the product's band decides.
    Scaling declared = header.scalings().get(fileBand);
    return new GranuleFacts(
        grid == null ? header.grid() : grid,
        type == null ? header.type() : type,
        noData == null && header.noData().isDeclared() ? header.noData() : noData,
        scaling == null && !declared.equals(Scaling.IDENTITY) ? declared : scaling);
  }
}
