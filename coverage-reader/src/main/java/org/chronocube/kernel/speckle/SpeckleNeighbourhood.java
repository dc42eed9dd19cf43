// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

import java.util.Objects;
import org.chronocube.band.Scaling;
import org.chronocube.kernel.Encoding;
import org.chronocube.kernel.Neighbourhood;
import org.chronocube.raster.RasterBlock;

/**
 * A speckle filter on a granule's own pixels, in image geometry: after calibration, before anything
 * is resampled, so that the speckle still has the statistics that the filter reckons with.
 *
 * <p>On overviews the window is as many pixels of the overview, and the looks grow by the number of
 * pixels in one, as if an overview's pixel were the mean of independent ones.
 *
 * @param filter of full-resolution pixels
 * @param values in what the band's physical values are told
 */
public record SpeckleNeighbourhood(SpeckleFilter filter, PowerScale values)
    implements Neighbourhood {

  public SpeckleNeighbourhood {
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(values, "values");
  }

  @Override
  public int margin(double factor) {
    return filter.margin();
  }

  @Override
  public RasterBlock apply(RasterBlock block, Level level) {
    Encoding.scale(block, level.scaling().into(Scaling.IDENTITY));
    values.toPower(block);
    double looks = filter.looks() * level.factorX() * level.factorY();
    RasterBlock made = filter.withLooks(looks).filter(block);
    values.fromPower(made);
    Encoding.scale(made, Scaling.IDENTITY.into(level.scaling()));
    return made;
  }
}
