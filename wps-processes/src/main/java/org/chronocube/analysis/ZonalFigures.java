// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import org.chronocube.InvalidParameterException;

/**
 * What is wanted of each site.
 *
 * @param classes true for the area of each class, values being whole numbers; false for statistics
 * @param percentiles of statistics, 0 to 100 each
 * @param minValid sites are left out of a time when less than this percentage of their pixels is
 *     valid, 0 to 100; those without a valid pixel always are
 */
public record ZonalFigures(boolean classes, List<Double> percentiles, double minValid) {

  public ZonalFigures {
    percentiles = List.copyOf(percentiles);
    if (!(minValid >= 0 && minValid <= 100)) {
      throw new InvalidParameterException(
          "minValid", "minValid must be in 0..100 percent, was " + minValid);
    }
    if (classes && !percentiles.isEmpty()) {
      throw new InvalidParameterException(
          "percentiles", "percentiles must be none of classes, were " + percentiles);
    }
  }
}
