// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

import java.util.List;
import org.chronocube.InvalidParameterException;

/**
 * What {@link ContinuousChangeDetection} can be told. The defaults are those of USGS' lcmap-pyccd
 * (2018), for reflectances from 0 to 1.
 *
 * @param detectionBands indices of the bands that breaks are seen in; empty for all
 * @param screeningBands indices of the bands that outliers (clouds that no mask found) are seen in
 *     before a segment begins; empty for the detection bands
 * @param consecutive observations in a row that must all be beyond the threshold for a break,
 *     2..30; of series denser than one observation in 16 days it is a multiple of this, see {@link
 *     ContinuousChangeDetection}
 * @param probability quantile of χ² that is the threshold of a break, 0.5..0.9999999
 * @param minObservations observations that a segment begins with, 8..100
 * @param penalty of the Lasso: its α, in the unit of the bands, ≥ 0; 0.0001 for reflectances up to
 *     1 is pyccd's 1 for reflectances up to 10000. 0 is ordinary least squares
 * @param maxSegments segments of which model and dates are returned too, 0..20
 */
public record CcdcParameters(
    List<Integer> detectionBands,
    List<Integer> screeningBands,
    int consecutive,
    double probability,
    int minObservations,
    double penalty,
    int maxSegments) {

  public CcdcParameters {
    detectionBands = List.copyOf(detectionBands);
    screeningBands = List.copyOf(screeningBands);
    if (consecutive < 2 || consecutive > 30) {
      throw new InvalidParameterException(
          "consecutive", "consecutive must be 2..30, was " + consecutive);
    }
    if (!(probability >= 0.5 && probability <= 0.9999999)) {
      throw new InvalidParameterException(
          "probability", "probability must be 0.5..0.9999999, was " + probability);
    }
    if (minObservations < 8 || minObservations > 100) {
      throw new InvalidParameterException(
          "minObservations", "minObservations must be 8..100, was " + minObservations);
    }
    if (!(penalty >= 0) || Double.isInfinite(penalty)) {
      throw new InvalidParameterException("penalty", "penalty must be >= 0, was " + penalty);
    }
    if (maxSegments < 0 || maxSegments > 20) {
      throw new InvalidParameterException(
          "maxSegments", "maxSegments must be 0..20, was " + maxSegments);
    }
  }

  /**
   * All bands, 6 observations in a row beyond 0.99 of χ², 12 to begin with, no segments' models.
   */
  public static CcdcParameters defaults() {
    return new CcdcParameters(List.of(), List.of(), 6, 0.99, 12, 1e-4, 0);
  }

  /** The same with other bands to detect breaks and to screen for outliers in. */
  public CcdcParameters withBands(List<Integer> detection, List<Integer> screening) {
    return new CcdcParameters(
        detection, screening, consecutive, probability, minObservations, penalty, maxSegments);
  }

  /** The same with another penalty. */
  public CcdcParameters withPenalty(double other) {
    return new CcdcParameters(
        detectionBands,
        screeningBands,
        consecutive,
        probability,
        minObservations,
        other,
        maxSegments);
  }

  /** The same with the models of some segments. */
  public CcdcParameters withSegments(int segments) {
    return new CcdcParameters(
        detectionBands,
        screeningBands,
        consecutive,
        probability,
        minObservations,
        penalty,
        segments);
  }

  /** The detection bands, all of them named. */
  int[] detection(int bands) {
    return detectionBands.isEmpty() ? first(bands) : indices(detectionBands);
  }

  /** The screening bands, all of them named. */
  int[] screening(int bands) {
    return screeningBands.isEmpty() ? detection(bands) : indices(screeningBands);
  }

  private static int[] first(int bands) {
    int[] all = new int[bands];
    for (int b = 0; b < bands; b++) {
      all[b] = b;
    }
    return all;
  }

  private static int[] indices(List<Integer> bands) {
    return bands.stream().mapToInt(Integer::intValue).toArray();
  }
}
