// SPDX-License-Identifier: Apache-2.0
package org.chronocube.registration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.chronocube.registration.PhaseCorrelation.Peak;

/**
 * The one shift that most windows agree on. Every window's shift is a hypothesis (RANSAC, Fischler
 * and Bolles 1981, of which one sample makes a translation; tried exhaustively); the one with the
 * most windows within half a pixel wins. Of these the median is taken, and the mean of those within
 * three standard deviations of it, told by the median absolute deviation.
 */
public final class Consensus {

  /** Windows this far apart, in pixels, still agree. */
  static final double RADIUS = 0.5;

  /** Inliers of a measurement that is trusted in full. */
  static final int ENOUGH = 6;

  private static final double SIGMAS = 3;
  private static final double MAD_TO_SIGMA = 1.4826;

  /** A spread that is never taken for an outlier's, in pixels: the noise of a good window. */
  private static final double LEAST_SPREAD = 0.05;

  /** Windows whose peak is not higher than the next by this say nothing. */
  private static final double LEAST_RATIO = 1.1;

  private Consensus() {}

  /**
   * @param windows how many could be compared
   * @param peaks what they said
   * @return nothing when no window has a peak
   */
  public static Optional<Shift> of(int windows, List<Peak> peaks) {
    List<Peak> clear = peaks.stream().filter(p -> p.ratio() >= LEAST_RATIO).toList();
    if (clear.isEmpty()) {
      return Optional.empty();
    }
    List<Peak> agreeing = agreeing(clear);
    double col = median(agreeing, Peak::cols);
    double row = median(agreeing, Peak::rows);
    double limit =
        SIGMAS
            * Math.max(LEAST_SPREAD, MAD_TO_SIGMA * median(agreeing, p -> distance(p, col, row)));
    List<Peak> inliers = agreeing.stream().filter(p -> distance(p, col, row) <= limit).toList();
    return Optional.of(shift(windows, inliers));
  }

  private static List<Peak> agreeing(List<Peak> peaks) {
    List<Peak> best = List.of();
    for (Peak hypothesis : peaks) {
      List<Peak> near =
          peaks.stream()
              .filter(p -> distance(p, hypothesis.cols(), hypothesis.rows()) <= RADIUS)
              .toList();
      if (near.size() > best.size()) {
        best = near;
      }
    }
    return best;
  }

  private static double distance(Peak p, double col, double row) {
    return Math.hypot(p.cols() - col, p.rows() - row);
  }

  private static double median(List<Peak> peaks, ToDoubleFunction<Peak> of) {
    List<Double> sorted = new ArrayList<>(peaks.stream().map(of::applyAsDouble).toList());
    sorted.sort(Comparator.naturalOrder());
    int n = sorted.size();
    return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
  }

  private static Shift shift(int windows, List<Peak> inliers) {
    double cols = inliers.stream().mapToDouble(Peak::cols).average().orElseThrow();
    double rows = inliers.stream().mapToDouble(Peak::rows).average().orElseThrow();
    double squares =
        inliers.stream()
            .mapToDouble(p -> Math.pow(distance(p, cols, rows), 2))
            .average()
            .orElseThrow();
    double ratio = inliers.stream().mapToDouble(Peak::ratio).average().orElseThrow();
    return new Shift(cols, rows, windows, inliers.size(), Math.sqrt(squares), ratio);
  }
}
