// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.SplittableRandom;

/**
 * Fully developed speckle: powers with mean 1, Gamma distributed with shape L (Marsaglia and Tsang
 * 2000, "A simple method for generating gamma variables", ACM TOMS 26:363-372). Always the same
 * numbers for a seed.
 */
final class GammaSpeckle {

  private final SplittableRandom random;
  private final double looks;
  private final double d;
  private final double c;

  /**
   * @param looks L ≥ 1
   */
  GammaSpeckle(double looks, long seed) {
    this.random = new SplittableRandom(seed);
    this.looks = looks;
    this.d = looks - 1 / 3.0;
    this.c = 1 / Math.sqrt(9 * d);
  }

  float next() {
    while (true) {
      double x = random.nextGaussian();
      double v = 1 + c * x;
      if (v > 0) {
        double cube = v * v * v;
        if (Math.log(random.nextDouble()) < 0.5 * x * x + d - d * cube + d * Math.log(cube)) {
          return (float) (d * cube / looks);
        }
      }
    }
  }

  void fill(float[] samples) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = next();
    }
  }

  void fill(float[][] series) {
    for (float[] band : series) {
      fill(band);
    }
  }
}
