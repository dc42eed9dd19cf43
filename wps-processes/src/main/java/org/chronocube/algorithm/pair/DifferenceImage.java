// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import org.chronocube.algorithm.ChangeVectors;

/** The length of the change vector of each pixel of a block, its margin included. */
final class DifferenceImage {

  private final ChangeVectors vectors;

  DifferenceImage(PairStandardisation standardisation) {
    vectors = new ChangeVectors(standardisation.before(), standardisation.after());
  }

  /** One value for each pixel of {@link PairBlock#padded}; NaN where there is no data. */
  double[] of(PairBlock block) {
    float[] magnitude = new float[block.data().size()];
    vectors.compute(block.before(), block.after(), magnitude, null, 0);
    double[] difference = new double[magnitude.length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = block.data().isValid(i) ? magnitude[i] : Double.NaN;
    }
    return difference;
  }
}
