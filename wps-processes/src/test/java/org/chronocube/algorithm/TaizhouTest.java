// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;

/**
 * Accuracy on the Taizhou Landsat pair (taizhou/SOURCE.txt), unsupervised with default parameters,
 * scored on the labelled pixels. The map its authors publish for CVA with Otsu's threshold has κ =
 * 0.8918; the same equations in NumPy 1.24 give the figures here.
 */
class TaizhouTest {

  @Test
  void standardisedChangeVectorsReachThePublishedAccuracy() {
    float[] magnitude = Taizhou.magnitude();
    ValidMask all = ValidMask.allValid(magnitude.length);
    double threshold = Otsu.threshold(Histogram.of(magnitude, all, 256));
    byte[] change = ChangeVectors.above(magnitude, all, threshold);
    Taizhou.Score score = Taizhou.score(change);

    assertThat(threshold).isCloseTo(3.2203864, within(1e-5));
    assertThat(score.overall()).isCloseTo(0.9689107, within(1e-6));
    assertThat(score.kappa()).isCloseTo(0.8969979, within(1e-6)).isGreaterThan(0.89);
    assertThat(score.f1()).isCloseTo(0.9159611, within(1e-6));
  }
}
