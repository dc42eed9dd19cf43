// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.analysis.Period;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/**
 * What makes a {@link PixelSeriesProcess} of a {@link SeriesMethod}. Cube, area, times and periods
 * are common to all.
 */
interface SeriesDeclaration {

  /** Name of the process without the prefix. */
  String name();

  String title();

  /** A paragraph: what it computes, after whom. */
  String description();

  /** A sentence on each band of the coverage. */
  String bandsOfCoverage();

  /** Its own inputs; one of a common name takes the place of the common one. */
  List<Input<?>> inputs();

  /** What one value of a series is without a period given. */
  default Period.Unit period() {
    return Period.Unit.NONE;
  }

  /** True when a layer has the role of a date or of a statistic, so that there are polygons. */
  boolean tellsChange();

  /** The threshold of a statistic without one given; null for methods without a statistic. */
  default String threshold() {
    return null;
  }

  /**
   * The method.
   *
   * @param units UCUM symbols of the bands, empty when unknown
   */
  SeriesMethod method(Inputs inputs, List<String> bands, List<String> units);
}
