// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

/**
 * A histogram of floats whose bins are as wide as their values are large: each power of two is cut
 * into 2048 bins. A quantile is off by at most one bin, a relative error below 2<sup>-11</sup>
 * (0.05 %). The result does not depend on the order of the samples, and sketches merge without
 * loss.
 *
 * <p>The bins are those of the float's own bits: sign, exponent and the first 11 bits of the
 * fraction. Counters are kept by powers of two, 16 KiB each, as they are met; reflectances or
 * backscatter take some ten of them.
 */
public final class QuantileSketch {

  private static final int FRACTION_BITS = 11;
  private static final int SHIFT = 23 - FRACTION_BITS;
  private static final int PAGE = 1 << FRACTION_BITS;

  private final long[][] pages = new long[512][];
  private long count;

  /** Adds one sample; NaN is not counted. */
  public void add(float sample) {
    if (Float.isNaN(sample)) {
      return;
    }
    int key = orderedBits(sample) >>> SHIFT;
    int page = key >>> FRACTION_BITS;
    if (pages[page] == null) {
      pages[page] = new long[PAGE];
    }
    pages[page][key & (PAGE - 1)]++;
    count++;
  }

  /** Adds what another sketch has counted. */
  public void merge(QuantileSketch other) {
    for (int p = 0; p < pages.length; p++) {
      if (other.pages[p] != null) {
        if (pages[p] == null) {
          pages[p] = new long[PAGE];
        }
        for (int i = 0; i < PAGE; i++) {
          pages[p][i] += other.pages[p][i];
        }
      }
    }
    count += other.count;
  }

  /** Number of samples. */
  public long count() {
    return count;
  }

  /**
   * The quantile, linear between order statistics; samples are taken as spread evenly over their
   * bin.
   *
   * @param fraction 0 to 1
   * @return NaN when there is no sample
   */
  public double at(double fraction) {
    if (count == 0) {
      return Double.NaN;
    }
    double position = fraction * (count - 1);
    long below = (long) position;
    double low = orderStatistic(below);
    double rest = position - below;
    return rest == 0 ? low : low + rest * (orderStatistic(below + 1) - low);
  }

  private double orderStatistic(long rank) {
    long seen = 0;
    for (int p = 0; p < pages.length; p++) {
      for (int i = 0; pages[p] != null && i < PAGE; i++) {
        long n = pages[p][i];
        if (seen + n > rank) {
          return inBin((p << FRACTION_BITS) | i, (rank - seen + 0.5) / n);
        }
        seen += n;
      }
    }
    throw new IllegalStateException("rank must be < " + count + ", was " + rank);
  }

  private static double inBin(int key, double share) {
    double from = ofOrderedBits(key << SHIFT);
    double to = ofOrderedBits((key << SHIFT) | ((1 << SHIFT) - 1));
    return from + share * (to - from);
  }

  // Integers that sort, unsigned, like the floats they stand for.
  private static int orderedBits(float value) {
    int bits = Float.floatToIntBits(value);
    return bits >= 0 ? bits ^ 0x80000000 : ~bits;
  }

  private static float ofOrderedBits(int ordered) {
    return Float.intBitsToFloat(ordered < 0 ? ordered ^ 0x80000000 : ~ordered);
  }
}
