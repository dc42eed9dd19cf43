// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.server.sld.ContrastEnhancement.Method;
import org.chronocube.server.sld.ContrastEnhancement.Range;

/** Samples to levels 0 to 255: a linear part, then a table of 256. Allocates nothing per sample. */
final class Stretch {

  private static final int LEVELS = 256;
  private static final int BINS = 4096;

  private final double offset;
  private final double factor;
  private final double low;
  private final double high;
  private final boolean zeroOutside;
  private final int[] table;

  private Stretch(Range linear, Range clip, boolean zeroOutside, int[] table) {
    int top = table.length - 1;
    this.offset = linear.min();
    this.factor = top / (linear.max() - linear.min());
    this.low = clip.min();
    this.high = clip.max();
    this.zeroOutside = zeroOutside;
    this.table = table;
  }

  static Stretch of(ContrastEnhancement contrast, BandSamples samples) {
    Range bytes = new Range(0, LEVELS - 1);
    int[] gamma = gammaTable(contrast.gamma());
    return switch (contrast.method()) {
      case NONE -> {
        Range range = samples.isByte() ? bytes : extremes(samples.block());
        yield new Stretch(range, range, false, gamma);
      }
      case STRETCH -> {
        Range range = contrast.range().orElseGet(() -> extremes(samples.block()));
        yield new Stretch(range, range, false, gamma);
      }
      case CLIP, CLIP_TO_ZERO -> {
        Range clip = contrast.range().orElseThrow();
        boolean fits = clip.min() >= 0 && clip.max() <= LEVELS - 1;
        yield new Stretch(
            fits ? bytes : clip, clip, contrast.method() == Method.CLIP_TO_ZERO, gamma);
      }
      case HISTOGRAM -> {
        Range range = extremes(samples.block());
        yield new Stretch(range, range, false, equalized(samples.block(), range, gamma));
      }
    };
  }

  /** Level of a valid sample. */
  int level(float sample) {
    double v = sample;
    if (v < low) {
      if (zeroOutside) {
        return table[0];
      }
      v = low;
    } else if (v > high) {
      if (zeroOutside) {
        return table[0];
      }
      v = high;
    }
    return table[(int) ((v - offset) * factor + 0.5)];
  }

  private static int[] gammaTable(double gamma) {
    int[] table = new int[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      table[i] = (int) Math.round(255 * Math.pow(i / 255.0, 1 / gamma));
    }
    return table;
  }

  private static Range extremes(RasterBlock block) {
    ValidMask mask = block.mask();
    float[] samples = block.samples();
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < samples.length; i++) {
      if (mask.isValid(i) && Float.isFinite(samples[i])) {
        min = Math.min(min, samples[i]);
        max = Math.max(max, samples[i]);
      }
    }
    if (min > max) {
      return new Range(0, 1);
    }
    return min == max
        ? new Range(min, min + Math.max(1, Math.ulp(min) * LEVELS))
        : new Range(min, max);
  }

  // Level of a bin: share of pixels up to and with it.
  private static int[] equalized(RasterBlock block, Range range, int[] gamma) {
    long[] counts = new long[BINS];
    ValidMask mask = block.mask();
    float[] samples = block.samples();
    double factor = (BINS - 1) / (range.max() - range.min());
    long total = 0;
    for (int i = 0; i < samples.length; i++) {
      if (mask.isValid(i) && Float.isFinite(samples[i])) {
        counts[(int) ((samples[i] - range.min()) * factor + 0.5)]++;
        total++;
      }
    }
    int[] table = new int[BINS];
    long sum = 0;
    for (int i = 0; i < BINS; i++) {
      sum += counts[i];
      table[i] = gamma[total == 0 ? 0 : (int) Math.round(255.0 * sum / total)];
    }
    return table;
  }
}
