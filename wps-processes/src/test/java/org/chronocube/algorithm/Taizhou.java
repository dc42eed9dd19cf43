// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.chronocube.grid.Shape;
import org.chronocube.raster.ValidMask;

/** The Taizhou Landsat pair and its labels (taizhou/SOURCE.txt). */
public final class Taizhou {

  public static final Shape SHAPE = new Shape(400, 400);
  public static final int BANDS = 6;

  private static final int PIXELS = 400 * 400;

  private Taizhou() {}

  /** Digital numbers of 2000, [band][pixel]. */
  public static float[][] before() {
    return bands("2000TM.gz");
  }

  /** Digital numbers of 2003, [band][pixel]. */
  public static float[][] after() {
    return bands("2003TM.gz");
  }

  /** The length of standardised change vectors. */
  static float[] magnitude() {
    float[][] before = before();
    float[][] after = after();
    float[] magnitude = new float[PIXELS];
    new ChangeVectors(standardisations(before), standardisations(after))
        .compute(before, after, magnitude, new float[PIXELS], 0);
    return magnitude;
  }

  private static List<Standardisation> standardisations(float[][] bands) {
    List<Standardisation> result = new ArrayList<>();
    for (float[] band : bands) {
      StatisticsAccumulator seen = StatisticsAccumulator.withoutPercentiles();
      seen.add(band, ValidMask.allValid(PIXELS), null);
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
    try (InputStream in = Taizhou.class.getResourceAsStream("taizhou/" + name);
        GZIPInputStream unzipped = new GZIPInputStream(in)) {
      return unzipped.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Scores a map on the labelled pixels.
   *
   * @param change 1 = change, 0 = none
   */
  public static Score score(byte[] change) {
    return Score.of(change, bytes("labels.gz"));
  }

  /** Agreement with labels, 1 = changed, 2 = unchanged. */
  public record Score(double overall, double kappa, double f1) {

    private static Score of(byte[] change, byte[] labels) {
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
