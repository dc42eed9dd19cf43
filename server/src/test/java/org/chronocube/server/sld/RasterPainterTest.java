// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is remembered of a colour map gives the colours that its definition gives, one by one. */
class RasterPainterTest {

  private static final List<ColorMap.Entry> ENTRIES =
      List.of(
          new ColorMap.Entry(0x102030, -300, 1, ""),
          new ColorMap.Entry(0xA02050, 0, 0.5, ""),
          new ColorMap.Entry(0x00FF10, 10.5, 1, ""),
          new ColorMap.Entry(0xFFFFFF, 700, 1, ""),
          new ColorMap.Entry(0x305070, 65535, 0, ""));

  @ParameterizedTest
  @EnumSource(ColorMap.Type.class)
  void a_sample_has_the_colour_that_the_definition_says(ColorMap.Type type) {
    // Whole numbers within and beyond 16 bits, halves, what is no number, and holes.
    float[] samples = new float[100_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i % 3 == 0 ? i - 33_000 : i % 3 == 1 ? (i - 50_000) / 32f : i * 7f;
    }
    samples[20] = Float.NaN;
    samples[21] = Float.POSITIVE_INFINITY;
    samples[22] = Float.NEGATIVE_INFINITY;
    RasterBlock block = RasterBlock.allocate(new Shape(100, 1000));
    for (int i = 0; i < samples.length; i++) {
      block.samples()[i] = samples[i];
      if (i % 97 != 5 && i / 1000 != 40) {
        block.mask().setValid(i);
      }
    }
    RasterSymbolizer symbolizer =
        new RasterSymbolizer(
            1, List.of(), ContrastEnhancement.NONE, Optional.of(new ColorMap(type, ENTRIES)));
    int[] argb = RasterPainter.paint(symbolizer, List.of(new BandSamples(block, false)));
    for (int i = 0; i < argb.length; i++) {
      int expected = block.mask().isValid(i) ? colour(type, samples[i]) : 0;
      if (argb[i] != expected) {
        assertThat(argb[i]).as("sample %s", samples[i]).isEqualTo(expected);
      }
    }
  }

  private static int colour(ColorMap.Type type, float sample) {
    int next = 0;
    while (next < ENTRIES.size() && !(sample <= ENTRIES.get(next).quantity())) {
      next++;
    }
    boolean hit = next < ENTRIES.size() && ENTRIES.get(next).quantity() == sample;
    return switch (type) {
      case VALUES -> hit ? ENTRIES.get(next).argb() : 0;
      case INTERVALS -> {
        int at = hit ? next + 1 : next;
        yield at < ENTRIES.size() ? ENTRIES.get(at).argb() : 0;
      }
      case RAMP -> {
        if (next == 0 || next == ENTRIES.size()) {
          yield ENTRIES.get(Math.max(0, next - 1)).argb();
        }
        yield between(ENTRIES.get(next - 1), ENTRIES.get(next), sample);
      }
    };
  }

  private static int between(ColorMap.Entry low, ColorMap.Entry high, float sample) {
    double t = (sample - low.quantity()) / (high.quantity() - low.quantity());
    int argb = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int a = low.argb() >>> shift & 255;
      int b = high.argb() >>> shift & 255;
      argb |= (int) Math.round(a + t * (b - a)) << shift;
    }
    return argb;
  }
}
