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
      int band = 0;
      for (; band + 4 <= a.length; band += 4) {
        addFour(a, b, band, start, size, squares, codes);
      }
      for (; band < a.length; band++) {
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

  // The difference is turned round, so that its sign bit says that the band grows, without a
  // branch.
  private void addBand(
      float[] a, float[] b, int band, int start, int size, double[] squares, int[] codes) {
    double ga = 1 / before.get(band).sd();
    double gb = 1 / after.get(band).sd();
    double shift = shift(band);
    for (int i = 0; i < size; i++) {
      double fall = a[start + i] * ga - b[start + i] * gb + shift;
      squares[i] += fall * fall;
      codes[i] |= sign(fall) << band;
    }
  }

  /** The same for four bands at once, whose sums stay in registers. */
  private void addFour(
      float[][] a, float[][] b, int band, int start, int size, double[] squares, int[] codes) {
    float[] a0 = a[band];
    float[] a1 = a[band + 1];
    float[] a2 = a[band + 2];
    float[] a3 = a[band + 3];
    float[] b0 = b[band];
    float[] b1 = b[band + 1];
    float[] b2 = b[band + 2];
    float[] b3 = b[band + 3];
    double ga0 = 1 / before.get(band).sd();
    double ga1 = 1 / before.get(band + 1).sd();
    double ga2 = 1 / before.get(band + 2).sd();
    double ga3 = 1 / before.get(band + 3).sd();
    double gb0 = 1 / after.get(band).sd();
    double gb1 = 1 / after.get(band + 1).sd();
    double gb2 = 1 / after.get(band + 2).sd();
    double gb3 = 1 / after.get(band + 3).sd();
    double shift0 = shift(band);
    double shift1 = shift(band + 1);
    double shift2 = shift(band + 2);
    double shift3 = shift(band + 3);
    for (int i = 0; i < size; i++) {
      double f0 = a0[start + i] * ga0 - b0[start + i] * gb0 + shift0;
      double f1 = a1[start + i] * ga1 - b1[start + i] * gb1 + shift1;
      double f2 = a2[start + i] * ga2 - b2[start + i] * gb2 + shift2;
      double f3 = a3[start + i] * ga3 - b3[start + i] * gb3 + shift3;
      squares[i] += f0 * f0 + f1 * f1 + f2 * f2 + f3 * f3;
      codes[i] |= (sign(f0) | sign(f1) << 1 | sign(f2) << 2 | sign(f3) << 3) << band;
    }
  }

  // Adding 0 makes 0 of -0, whose sign bit is set.
  private double shift(int band) {
    Standardisation a = before.get(band);
    Standardisation b = after.get(band);
    return b.mean() * (1 / b.sd()) - a.mean() * (1 / a.sd()) + 0.0;
  }

  private static int sign(double value) {
    return (int) (Double.doubleToRawLongBits(value) >>> 63);
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
