// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.List;
import org.chronocube.grid.GeoBox;
import org.chronocube.raster.RasterBlock;

/**
 * One date of a cube after a filter.
 *
 * @param grid of all bands, row-major
 * @param names one per band
 * @param bands physical values; not valid outside the area and where there are no data
 * @param date the instant of the cube's time axis
 * @param dates how many instants took part, itself among them
 */
public record FilteredDate(
    GeoBox grid, List<String> names, List<RasterBlock> bands, Instant date, int dates) {

  public FilteredDate {
    names = List.copyOf(names);
    bands = List.copyOf(bands);
  }
}
