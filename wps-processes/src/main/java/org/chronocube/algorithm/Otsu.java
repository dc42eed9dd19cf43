// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

/**
 * The threshold that parts a histogram into two classes with the largest variance between them
 * (Otsu 1979, "A threshold selection method from gray-level histograms", IEEE Transactions on
 * Systems, Man, and Cybernetics 9:62-66).
 *
 * <p>For a cut after bin t, with class weights w0(t), w1(t) and class means µ0(t), µ1(t) of the bin
 * centres, the variance between the classes is w0·w1·(µ0 − µ1)². It assumes two classes of similar
 * spread; with no change at all it still finds a threshold.
 */
public final class Otsu {

  private Otsu() {}

  /**
   * The centre of the last bin of the lower class, as scikit-image's {@code threshold_otsu} returns
   * it: samples above it are the upper class.
   *
   * @return the one value there is when the histogram has no width, NaN when it is empty
   */
  public static double threshold(Histogram histogram) {
    long total = histogram.total();
    if (total == 0) {
      return Double.NaN;
    }
    if (histogram.max() == histogram.min()) {
      return histogram.min();
    }
    return histogram.centre(cut(histogram));
  }

  /**
   * The last bin of the lower class.
   *
   * @param histogram with at least one sample
   * @return 0 to bins - 2
   */
  public static int cut(Histogram histogram) {
    long total = histogram.total();
    double allMoments = 0;
    for (int b = 0; b < histogram.bins(); b++) {
      allMoments += histogram.count(b) * histogram.centre(b);
    }
    double weight = 0;
    double moment = 0;
    double best = -1;
    int bestBin = 0;
    for (int b = 0; b < histogram.bins() - 1; b++) {
      weight += histogram.count(b);
      moment += histogram.count(b) * histogram.centre(b);
      double between = betweenClasses(weight, moment, total - weight, allMoments - moment);
      if (between > best) {
        best = between;
        bestBin = b;
      }
    }
    return bestBin;
  }

  private static double betweenClasses(double w0, double m0, double w1, double m1) {
    if (w0 == 0 || w1 == 0) {
      return 0;
    }
    double gap = m0 / w0 - m1 / w1;
    return w0 * w1 * gap * gap;
  }
}
