// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.chronocube.algorithm.Taizhou;
import org.chronocube.algorithm.pair.MemoryPixels;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.mad.MultivariateAlterationDetection.Weighting;
import org.chronocube.algorithm.threshold.Thresholds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Accuracy on the labelled pixels of the Taizhou pair, unsupervised: the methods as they are by
 * default, Otsu's threshold on 256 bins. The figures are those of NumPy with the equations of
 * parity/mad/make-expectations.py; what must be reached rounds up the published maps' (MAD 0.8091,
 * IR-MAD 0.9324, SFA 0.8971, ISFA 0.9281).
 */
class TaizhouAccuracyTest {

  static Stream<Arguments> methods() {
    return Stream.of(
        Arguments.of(MultivariateAlterationDetection.plain(), 0.8612, 0.81),
        Arguments.of(MultivariateAlterationDetection.iterated(), 0.9380, 0.93),
        Arguments.of(
            new MultivariateAlterationDetection(50, 1e-3, Weighting.CHI_SQUARE), 0.9329, 0.93),
        Arguments.of(SlowFeatureAnalysis.plain(), 0.9010, 0.90),
        Arguments.of(SlowFeatureAnalysis.iterated(), 0.9497, 0.93));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void mapsAgreeWithTheLabels(PairMethod method, double numpy, double least) {
    float[][] layers =
        MemoryPixels.run(
            method, MemoryPixels.of(Taizhou.SHAPE, Taizhou.before(), Taizhou.after(), 128, 0));
    double kappa = Taizhou.score(MemoryPixels.change(layers[0], Thresholds.OTSU)).kappa();
    assertThat(kappa).isCloseTo(numpy, within(3e-3)).isGreaterThanOrEqualTo(least);
  }
}
