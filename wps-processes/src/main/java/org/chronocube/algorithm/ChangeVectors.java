// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.Arrays;
import java.util.List;
import org.chronocube.raster.ValidMask;

/**
 * Change vector analysis: the difference of two dates as a vector in the space of bands (Malila
 * 1980, "Change vector analysis: an approach for detecting forest changes with Landsat", LARS
 * Symposia 385).
 *
 * <p>For standardised samples a and b of the earlier and the later date, Δ<sub>i</sub> =
 * b<sub>i</sub> − a<sub>i</sub>:
 *
 * <ul>
 *   <li>magnitude: the Euclidean norm √ΣΔ<sub>i</sub>², in the unit of the bands, or in standard
 *       deviations when standardised;
 *   <li>direction of two bands: the angle atan2(Δ<sub>2</sub>, Δ<sub>1</sub>) in degrees, 0 to
 *       below 360, 0 = the first band grows, 90 = the second band grows;
 *   <li>direction of one band, or of three and more: Malila's sector code Σ 2<sup>i</sup> over the
 *       bands i = 0, 1 … that grow (Δ<sub>i</sub> > 0), 0 to 2<sup>n</sup> − 1.
 * </ul>
 *
 * <p>Stateless and safe for concurrent use; the arrays are the caller's.
 */
public final class ChangeVectors {

  /** Bands whose sector codes a float holds exactly. */
  public static final int MAX_BANDS = 24;

  private static final int CHUNK = 1024;

  private final List<Standardisation> before;
  private final List<Standardisation> after;

  /**
   * @param before one per band, for the earlier date
   * @param after one per band, for the later date
   */
  public ChangeVectors(List<Standardisation> before, List<Standardisation> after) {
    this.before = List.copyOf(before);
    this.after = List.copyOf(after);
    if (before.isEmpty() || before.size() > MAX_BANDS || before.size() != after.size()) {
      throw new IllegalArgumentException(
          "change vectors must have 1.."
              + MAX_BANDS
              + " bands at both dates, had "
              + before.size()
              + " and "
              + after.size());
    }
  }

  /** True when the direction is an angle in degrees, false when it is a sector code. */
  public static boolean isAngle(int bands) {
    return bands == 2;
  }

  /**
   * Computes magnitude and direction of one block.
   *
   * @param a the earlier samples, [band][pixel]
   * @param b the later samples, [band][pixel]
   * @param magnitude receives one value per pixel
   * @param direction receives one value per pixel; null when only the magnitude is wanted
   * @param offset where the block's first pixel is in {@code magnitude} and {@code direction}
   */
  public void compute(float[][] a, float[][] b, float[] magnitude, float[] direction, int offset) {
    checkBands(a, "before");
    checkBands(b, "after");
    int n = a[0].length;
    boolean angle = isAngle(a.length);
    double[] squares = new double[CHUNK];
    int[] codes = new int[CHUNK];
    for (int start = 0; start < n; start += CHUNK) {
      int size = Math.min(CHUNK, n - start);
      Arrays.fill(squares, 0, size, 0);
      Arrays.fill(codes, 0, size, 0);
      for (int band = 0; band < a.length; band++) {
        addBand(a[band], b[band], band, start, size, squares, codes);
      }
      for (int i = 0; i < size; i++) {
        magnitude[offset + start + i] = (float) Math.sqrt(squares[i]);
      }
      if (direction == null) {
        continue;
      }
      if (angle) {
        angles(a, b, start, size, direction, offset);
      } else {
        for (int i = 0; i < size; i++) {
          direction[offset + start + i] = codes[i];
        }
      }
    }
  }

  private void addBand(
      float[] a, float[] b, int band, int start, int size, double[] squares, int[] codes) {
    double ga = 1 / before.get(band).sd();
    double gb = 1 / after.get(band).sd();
    double ma = before.get(band).mean();
    double mb = after.get(band).mean();
    for (int i = 0; i < size; i++) {
      double d = (b[start + i] - mb) * gb - (a[start + i] - ma) * ga;
      squares[i] += d * d;
      // The sign bit of 0 - d: 1 when d > 0, without a branch.
      codes[i] |= (int) (Double.doubleToRawLongBits(0.0 - d) >>> 63) << band;
    }
  }

  private void angles(
      float[][] a, float[][] b, int start, int size, float[] direction, int offset) {
    for (int i = start; i < start + size; i++) {
      double degrees = Math.toDegrees(Math.atan2(delta(a, b, 1, i), delta(a, b, 0, i)));
      float angle = (float) (degrees < 0 ? degrees + 360 : degrees);
      direction[offset + i] = angle >= 360 ? 0 : angle;
    }
  }

  private double delta(float[][] a, float[][] b, int band, int i) {
    Standardisation sa = before.get(band);
    Standardisation sb = after.get(band);
    return (b[band][i] - sb.mean()) / sb.sd() - (a[band][i] - sa.mean()) / sa.sd();
  }

  /**
   * The pixels whose magnitude is above a threshold.
   *
   * @return 1 = change, 0 = no change or invalid
   */
  public static byte[] above(float[] magnitude, ValidMask valid, double threshold) {
    byte[] change = new byte[magnitude.length];
    for (int i = 0; i < magnitude.length; i++) {
      if (valid.isValid(i) && magnitude[i] > threshold) {
        change[i] = 1;
      }
    }
    return change;
  }

  private void checkBands(float[][] samples, String name) {
    if (samples.length != before.size()) {
      throw new IllegalArgumentException(
          name + " must have " + before.size() + " bands, had " + samples.length);
    }
  }
}
