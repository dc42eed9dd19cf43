// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;

/**
 * Accuracy on the Taizhou Landsat pair (taizhou/SOURCE.txt), unsupervised with default parameters,
 * scored on the labelled pixels. The map its authors publish for CVA with Otsu's threshold has κ =
 * 0.8918; the same equations in NumPy 1.24 give the figures here.
 */
class TaizhouTest {

  private static final int BANDS = 6;
  private static final int PIXELS = 400 * 400;
  private static final ValidMask ALL = ValidMask.allValid(PIXELS);

  @Test
  void standardisedChangeVectorsReachThePublishedAccuracy() {
    float[] magnitude = magnitude(bands("2000TM.gz"), bands("2003TM.gz"));
    double threshold = Otsu.threshold(Histogram.of(magnitude, ALL, 256));
    byte[] change = ChangeVectors.above(magnitude, ALL, threshold);
    Score score = Score.of(change, bytes("labels.gz"));

    assertThat(threshold).isCloseTo(3.2203864, within(1e-5));
    assertThat(score.overall()).isCloseTo(0.9689107, within(1e-6));
    assertThat(score.kappa()).isCloseTo(0.8969979, within(1e-6)).isGreaterThan(0.89);
    assertThat(score.f1()).isCloseTo(0.9159611, within(1e-6));
  }

  private static float[] magnitude(float[][] before, float[][] after) {
    float[] magnitude = new float[PIXELS];
    new ChangeVectors(standardisations(before), standardisations(after))
        .compute(before, after, magnitude, new float[PIXELS], 0);
    return magnitude;
  }

  private static List<Standardisation> standardisations(float[][] bands) {
    List<Standardisation> result = new ArrayList<>();
    for (float[] band : bands) {
      StatisticsAccumulator seen = StatisticsAccumulator.withoutPercentiles();
      seen.add(band, ALL, null);
      result.add(Standardisation.of(seen));
    }
    return result;
  }

  private static float[][] bands(String name) {
    byte[] bytes = bytes(name);
    float[][] bands = new float[BANDS][PIXELS];
    for (int i = 0; i < bytes.length; i++) {
      bands[i / PIXELS][i % PIXELS] = bytes[i] & 0xff;
    }
    return bands;
  }

  private static byte[] bytes(String name) {
    try (InputStream in = TaizhouTest.class.getResourceAsStream("taizhou/" + name);
        GZIPInputStream unzipped = new GZIPInputStream(in)) {
      return unzipped.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Agreement with labels, 1 = changed, 2 = unchanged. */
  private record Score(double overall, double kappa, double f1) {

    static Score of(byte[] change, byte[] labels) {
      double[] n = new double[4];
      for (int i = 0; i < labels.length; i++) {
        if (labels[i] != 0) {
          n[(labels[i] == 1 ? 2 : 0) + change[i]]++;
        }
      }
      double tn = n[0];
      double fp = n[1];
      double fn = n[2];
      double tp = n[3];
      double all = tn + fp + fn + tp;
      double agreed = (tp + tn) / all;
      double byChance = ((tp + fp) * (tp + fn) + (fn + tn) * (fp + tn)) / (all * all);
      return new Score(agreed, (agreed - byChance) / (1 - byChance), 2 * tp / (2 * tp + fp + fn));
    }
  }
}
