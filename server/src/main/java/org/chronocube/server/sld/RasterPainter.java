// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import java.util.List;
import org.chronocube.raster.ValidMask;

/** Samples to colours. */
public final class RasterPainter {

  private RasterPainter() {}

  /**
   * Draws the bands a symbolizer selects.
   *
   * @param symbolizer how
   * @param bands of {@link RasterSymbolizer#bands}, in that order, all of one shape
   * @return {@code 0xAARRGGBB}, not premultiplied, row-major; 0 where a band is not valid
   */
  public static int[] paint(RasterSymbolizer symbolizer, List<BandSamples> bands) {
    int[] argb;
    if (symbolizer.colorMap().isPresent()) {
      argb = mapped(symbolizer, symbolizer.colorMap().get(), bands.get(0));
    } else if (bands.size() == 1) {
      argb = gray(symbolizer, bands.get(0));
    } else {
      argb = rgb(symbolizer, bands);
    }
    fade(argb, symbolizer.opacity());
    return argb;
  }

  private static int[] mapped(RasterSymbolizer symbolizer, ColorMap map, BandSamples band) {
    ColorMap.Table table = map.table();
    ContrastEnhancement contrast = symbolizer.contrast(0);
    float[] samples = band.block().samples();
    ValidMask mask = band.block().mask();
    int[] argb = new int[samples.length];
    if (contrast.isNone()) {
      eachRun(
          mask,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              argb[i] = table.argb(samples[i]);
            }
          });
      return argb;
    }
    Stretch stretch = Stretch.of(contrast, band);
    eachRun(
        mask,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            argb[i] = table.argb(stretch.level(samples[i]));
          }
        });
    return argb;
  }

  private static int[] gray(RasterSymbolizer symbolizer, BandSamples band) {
    Stretch stretch = Stretch.of(symbolizer.contrast(0), band);
    float[] samples = band.block().samples();
    ValidMask mask = band.block().mask();
    int[] argb = new int[samples.length];
    eachRun(
        mask,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            argb[i] = 0xFF000000 | stretch.level(samples[i]) * 0x010101;
          }
        });
    return argb;
  }

  /** What is done to pixels from one (included) to another (excluded). */
  @FunctionalInterface
  private interface Run {
    void paint(int from, int to);
  }

  // Valid pixels come in long runs, in which nothing but the sample is to be looked at.
  private static void eachRun(ValidMask mask, Run run) {
    int end = mask.size();
    int to;
    for (int from = mask.nextValid(0, end); from < end; from = mask.nextValid(to, end)) {
      to = mask.nextInvalid(from, end);
      run.paint(from, to);
    }
  }

  private static int[] rgb(RasterSymbolizer symbolizer, List<BandSamples> bands) {
    ValidMask mask = ValidMask.allValid(bands.stream().map(b -> b.block().mask()).toList());
    int[] argb = new int[mask.size()];
    for (int channel = 0; channel < 3; channel++) {
      BandSamples band = bands.get(channel);
      Stretch stretch = Stretch.of(symbolizer.contrast(channel), band);
      float[] samples = band.block().samples();
      int shift = 16 - 8 * channel;
      eachRun(
          mask,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              argb[i] |= 0xFF000000 | stretch.level(samples[i]) << shift;
            }
          });
    }
    return argb;
  }

  private static void fade(int[] argb, double opacity) {
    if (opacity == 1) {
      return;
    }
    for (int i = 0; i < argb.length; i++) {
      int alpha = (int) Math.round((argb[i] >>> 24) * opacity);
      argb[i] = (alpha << 24) | (argb[i] & 0xFFFFFF);
    }
  }
}
