// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.chronocube.algorithm.pair.MemoryPixels;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PairTransform;
import org.chronocube.algorithm.pair.mad.MultivariateAlterationDetection.Weighting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same numbers as Orfeo ToolBox 8.1.1 (MAD) and as NumPy and SciPy transcriptions of the
 * papers' equations, on a Landsat and on a Sentinel-2 pair.
 */
class ParityTest {

  private static final int FIRST_VARIATE = 3;

  @ParameterizedTest
  @ValueSource(strings = {"taizhou", "bordeaux"})
  void madIsThatOfOrfeoToolBoxUpToSigns(String name) {
    MemoryPixels pixels = Expected.pair(name, 64);
    PairTransform transform = MultivariateAlterationDetection.plain().fit(pixels);
    assertThat(numbers(transform, "canonicalCorrelations"))
        .containsExactly(Expected.of(name + ".otb.rho"), within(1e-5));

    float[][] layers = MemoryPixels.apply(transform, pixels);
    double[] at = Expected.of(name + ".pixels");
    for (int j = 0; j < pixels.bands(); j++) {
      double[] expected = Expected.of(name + ".otb.mad" + (j + 1));
      double[] ours = at(layers[FIRST_VARIATE + j], at);
      double sign = Math.signum(expected[0] * ours[0]);
      for (int i = 0; i < at.length; i++) {
        assertThat(sign * ours[i])
            .isCloseTo(expected[i], within(1e-4 * Math.max(1, Math.abs(expected[i]))));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"taizhou,mad,0", "taizhou,irmad,50", "bordeaux,mad,0", "bordeaux,irmad,50"})
  void madIsThatOfTheEquations(String name, String method, int iterations) {
    check(
        name,
        name + "." + method,
        new MultivariateAlterationDetection(iterations, 1e-3, Weighting.CORRELATION),
        "canonicalCorrelations");
  }

  @ParameterizedTest
  @CsvSource({"taizhou,sfa,0", "taizhou,isfa,50", "bordeaux,sfa,0", "bordeaux,isfa,50"})
  void slowFeaturesAreThoseOfTheEquations(String name, String method, int iterations) {
    check(name, name + "." + method, new SlowFeatureAnalysis(iterations, 1e-3), "slowness");
  }

  private static void check(String pair, String key, PairMethod method, String spectrum) {
    MemoryPixels pixels = Expected.pair(pair, 96);
    PairTransform transform = method.fit(pixels);
    assertThat(numbers(transform, spectrum))
        .containsExactly(Expected.of(key + ".spectrum"), within(1e-6));
    assertThat(transform.findings())
        .containsEntry("iterations", (int) Expected.of(key + ".iterations")[0])
        .containsEntry("converged", true);

    float[][] layers = MemoryPixels.apply(transform, pixels);
    double[] at = Expected.of(pair + ".pixels");
    assertClose(at(layers[0], at), Expected.of(key + ".change"));
    assertClose(at(layers[1], at), Expected.of(key + ".chiSquare"));
    assertClose(at(layers[FIRST_VARIATE + pixels.bands() - 1], at), Expected.of(key + ".last"));
  }

  @ParameterizedTest
  @CsvSource({"taizhou,0.95", "bordeaux,0.7"})
  void normalisationIsThatOfTheEquations(String name, double noChange) {
    MemoryPixels pixels = Expected.pair(name, 37);
    PairTransform transform =
        new RadiometricNormalisation(noChange, 50, 1e-3, List.of()).fit(pixels);
    for (String finding :
        List.of("slope", "intercept", "correlation", "t", "tProbability", "f", "fProbability")) {
      assertThat(numbers(transform, finding))
          .as(finding)
          .containsExactly(Expected.of(name + ".normalisation." + finding), within(2e-4));
    }
    assertThat(transform.findings())
        .containsEntry("trainingPixels", (long) Expected.of(name + ".normalisation.training")[0])
        .containsEntry("holdOutPixels", (long) Expected.of(name + ".normalisation.holdOut")[0]);

    double slope = Expected.of(name + ".normalisation.slope")[1];
    double intercept = Expected.of(name + ".normalisation.intercept")[1];
    float[][] layers = MemoryPixels.apply(transform, pixels);
    assertThat((double) layers[3][4321])
        .isCloseTo(intercept + slope * pixels.after()[1][4321], within(1e-2));
  }

  private static void assertClose(double[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i])
          .isCloseTo(expected[i], within(1e-4 * Math.max(1, Math.abs(expected[i]))));
    }
  }

  private static double[] at(float[] layer, double[] pixels) {
    double[] values = new double[pixels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = layer[(int) pixels[i]];
    }
    return values;
  }

  private static double[] numbers(PairTransform transform, String finding) {
    Map<String, Object> findings = transform.findings();
    return ((List<?>) findings.get(finding))
        .stream().mapToDouble(v -> ((Number) v).doubleValue()).toArray();
  }
}
