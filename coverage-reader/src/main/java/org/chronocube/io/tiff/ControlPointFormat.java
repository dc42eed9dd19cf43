// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.geolocation.SensorModel;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.RasterView.Surroundings;
import org.chronocube.io.SensorModelFormat;
import org.chronocube.io.range.OpenedSource;
import org.chronocube.io.range.UriText;

/**
 * Where the image of a GeoTIFF lies that has ground control points instead of an affine: {@code
 * image:tiff-gcp:…/a.tif}, see {@link org.chronocube.geolocation.TiePointGrid}. The points must be
 * a grid of rows and columns, as radar products have it.
 */
public final class ControlPointFormat implements SensorModelFormat {

  /** The kind of model. */
  public static final String NAME = "tiff-gcp";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public SensorModel read(ImageCrs crs, Surroundings surroundings) {
    try {
      OpenedSource file = surroundings.files().open(crs.metadata());
      Ifd first = new IfdReader(new HeaderBytes(file)).readAll().get(0);
      return ControlPoints.model(first, new CrsRegistry());
    } catch (IOException | IllegalArgumentException e) {
      throw new RasterReadException(
          "cannot place the image of " + UriText.of(crs.metadata()) + ": " + e.getMessage(), e);
    }
  }
}
