// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.util.List;
import org.chronocube.algorithm.Layer;

/** A way to look at the time series of a pixel. Immutable: its parameters. */
public interface SeriesMethod {

  /**
   * Checks that a series can be looked at.
   *
   * @param bands of the series
   * @throws org.chronocube.InvalidParameterException when the bands or the dates do not fit the
   *     method
   */
  void check(int bands, SeriesTimes times);

  /** What it computes of a series of these bands and dates, in the order of the results. */
  List<Layer> layers(int bands, SeriesTimes times);

  /** What computes, with its own working memory; for one thread. */
  SeriesWorker worker(int bands, SeriesTimes times);
}
