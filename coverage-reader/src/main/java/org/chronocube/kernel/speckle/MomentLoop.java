// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

/** The filters that need nothing but the mean and the variance of the window. */
final class MomentLoop {

  private final ValidSamples samples;
  private final WindowMoments moments;
  private final SpeckleFilter.Kind kind;
  private final double looks;

  MomentLoop(ValidSamples samples, int radius, SpeckleFilter.Kind kind, double looks) {
    this.samples = samples;
    this.moments = new WindowMoments(samples, radius, kind != SpeckleFilter.Kind.BOXCAR);
    this.kind = kind;
    this.looks = looks;
  }

  void run(float[] result) {
    for (int row = 0; row < samples.height(); row++) {
      moments.row(row);
      int at = row * samples.width();
      switch (kind) {
        case BOXCAR -> boxcar(at, result);
        case LEE -> lee(at, result);
        case GAMMA_MAP -> gammaMap(at, result);
        case REFINED_LEE -> throw new IllegalArgumentException("refined-lee has a loop of its own");
      }
    }
  }

  private void boxcar(int at, float[] result) {
    for (int c = 0; c < samples.width(); c++) {
      if (samples.isValid(at + c)) {
        result[at + c] = (float) moments.mean[c];
      }
    }
  }

  private void lee(int at, float[] result) {
    double cu2 = 1 / looks;
    for (int c = 0; c < samples.width(); c++) {
      if (samples.isValid(at + c)) {
        double mean = moments.mean[c];
        result[at + c] =
            (float)
                (mean + weight(mean, moments.variance[c], cu2) * (samples.values()[at + c] - mean));
      }
    }
  }

  /** max(0, 1 − Cu²/Ci²), without dividing by a mean of 0. */
  static double weight(double mean, double variance, double cu2) {
    double noise = cu2 * mean * mean;
    return variance > noise ? 1 - noise / variance : 0;
  }

  private void gammaMap(int at, float[] result) {
    for (int c = 0; c < samples.width(); c++) {
      if (samples.isValid(at + c)) {
        result[at + c] =
            (float) gammaMap(samples.values()[at + c], moments.mean[c], moments.variance[c], looks);
      }
    }
  }

  // Thermal noise removal can leave power of 0 or below, of which the formula knows nothing.
  private static double gammaMap(double y, double mean, double variance, double looks) {
    double cu2 = 1 / looks;
    double noise = cu2 * mean * mean;
    if (variance <= noise || mean <= 0) {
      return mean;
    }
    if (variance >= 2 * noise || y < 0) {
      return y;
    }
    double alpha = (1 + cu2) / (variance / (mean * mean) - cu2);
    double b = alpha - looks - 1;
    return (b * mean + Math.sqrt(b * b * mean * mean + 4 * alpha * looks * y * mean)) / (2 * alpha);
  }
}
