// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.terrasarx;

import java.net.URI;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.RasterView;
import org.chronocube.io.range.UriText;

/**
 * The view {@code IMAGE_HH_….tif#terrasarx=sigma0,k=…,incidence=…,col=…,row=…}: backscatter as
 * linear power. DN 0, which is around the image, is no data.
 */
public final class TerrasarxView implements RasterView {

  /** What its fragments begin with. */
  public static final String NAME = "terrasarx";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public BlockReader open(URI file, String arguments, Surroundings surroundings) {
    try {
      TerrasarxCalibration calibration = TerrasarxCalibration.parse(arguments);
      URI uri = URI.create(file + "#" + NAME + "=" + arguments);
      return new BackscatterReader(uri, surroundings.rasters().open(file), calibration);
    } catch (IllegalArgumentException e) {
      throw new RasterReadException("cannot open " + UriText.of(file) + ": " + e.getMessage(), e);
    }
  }
}
