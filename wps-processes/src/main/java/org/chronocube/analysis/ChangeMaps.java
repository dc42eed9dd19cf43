// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.Arrays;
import java.util.List;
import org.chronocube.algorithm.Histogram;
import org.chronocube.algorithm.Hysteresis;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Morphology;
import org.chronocube.algorithm.Sieve;
import org.chronocube.algorithm.threshold.NoChange;
import org.chronocube.algorithm.threshold.Thresholding;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Progress;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.ValidMask;

/**
 * Makes maps of layers. With a {@linkplain Layer.Role#STATISTIC statistic}, change is where that is
 * beyond the thresholds; without one, where there is a {@linkplain Layer.Role#DATE date}; with
 * neither there are no classes.
 */
final class ChangeMaps {

  private static final byte ABOVE = 1;
  private static final byte BELOW = 2;

  private static final Shape BLOCK = new Shape(LayerRaster.TILE, LayerRaster.TILE);

  private final CrsRegistry crs;

  ChangeMaps(CrsRegistry crs) {
    this.crs = crs;
  }

  ChangeMap of(
      GeoBox grid,
      List<Layer> layers,
      LayerRaster values,
      MapRules rules,
      Provenance provenance,
      Progress progress) {
    ChangeMap plain = new ChangeMap(grid, layers, values, null, null, List.of(), provenance);
    int statistic = plain.layer(Layer.Role.STATISTIC);
    int date = plain.layer(Layer.Role.DATE);
    if (statistic < 0 && date < 0) {
      progress.report(1);
      return plain;
    }
    Classes classes =
        statistic < 0 ? dated(grid, values, date) : beyond(grid, values, statistic, rules);
    progress.checkCancelled();
    PatchOutlines outlines = new PatchOutlines(grid, rules.connectivity(), crs);
    byte[] cleaned = cleaned(grid, classes, rules, outlines.pixels(rules.minimumArea()), progress);
    List<ChangeMap.Patch> found = outlines.of(cleaned, classes.signs(), plain, progress);
    for (int i = 0; i < cleaned.length; i++) {
      cleaned[i] = classes.isUnknown(i) ? ChangeMap.UNKNOWN : cleaned[i] == 0 ? 0 : (byte) 1;
    }
    progress.report(1);
    return new ChangeMap(grid, layers, values, cleaned, classes.threshold, found, provenance);
  }

  /** Decisions by pixel: 0 = none, {@link #ABOVE}, {@link #BELOW}, {@link ChangeMap#UNKNOWN}. */
  private static final class Classes {
    private final byte[] of;

    /** Pixels beyond the threshold, of those beyond a weaker one; null for all. */
    private final ValidMask strong;

    private final NoChange threshold;

    Classes(byte[] of, ValidMask strong, NoChange threshold) {
      this.of = of;
      this.strong = strong;
      this.threshold = threshold;
    }

    boolean isUnknown(int pixel) {
      return of[pixel] == ChangeMap.UNKNOWN;
    }

    /** Directions by class; none unless change can be on both sides. */
    int[] signs() {
      boolean both = threshold != null && Double.isFinite(threshold.low());
      return both ? new int[] {0, 1, -1} : new int[3];
    }
  }

  // What is unknown is neither part of a patch nor filled.
  private static byte[] cleaned(
      GeoBox grid, Classes classes, MapRules rules, int minPixels, Progress progress) {
    byte[] result = classes.of.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = classes.isUnknown(i) ? 0 : result[i];
    }
    if (classes.strong != null) {
      Hysteresis.apply(grid.shape(), result, classes.strong::isValid, rules.connectivity());
    }
    progress.checkCancelled();
    if (rules.opening() > 0) {
      result = new Morphology(Morphology.Element.DISK, rules.opening()).open(grid.shape(), result);
    }
    progress.checkCancelled();
    if (rules.closing() > 0) {
      result = new Morphology(Morphology.Element.DISK, rules.closing()).close(grid.shape(), result);
      for (int i = 0; i < result.length; i++) {
        result[i] = classes.isUnknown(i) ? 0 : result[i];
      }
    }
    progress.checkCancelled();
    Sieve.apply(grid.shape(), result, minPixels, rules.connectivity());
    progress.checkCancelled();
    return result;
  }

  private interface Block {
    void accept(Window window, float[] samples);
  }

  private static void forEach(GeoBox grid, LayerRaster values, int layer, Block block) {
    for (Window window : new GeoBoxTiles(grid, BLOCK).windows()) {
      float[] samples = new float[Math.toIntExact(window.pixels())];
      values.read(layer, window, samples);
      block.accept(window, samples);
    }
  }

  private static NoChange threshold(
      GeoBox grid, LayerRaster values, int layer, Thresholding thresholding) {
    return thresholding.of(histogram(grid, values, layer, thresholding.bins()));
  }

  private static Histogram histogram(GeoBox grid, LayerRaster values, int layer, int bins) {
    float[] range = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    forEach(
        grid,
        values,
        layer,
        (window, samples) -> {
          for (float v : samples) {
            if (Float.isFinite(v)) {
              range[0] = Math.min(range[0], v);
              range[1] = Math.max(range[1], v);
            }
          }
        });
    boolean empty = range[0] > range[1];
    Histogram histogram = new Histogram(empty ? 0 : range[0], empty ? 0 : range[1], bins);
    forEach(
        grid,
        values,
        layer,
        (window, samples) -> histogram.add(samples, ValidMask.allValid(samples.length)));
    return histogram;
  }

  private static Classes beyond(GeoBox grid, LayerRaster values, int layer, MapRules rules) {
    NoChange threshold = threshold(grid, values, layer, rules.thresholding());
    NoChange weak = rules.weak() == null ? threshold : threshold(grid, values, layer, rules.weak());
    int n = Math.toIntExact(grid.shape().pixels());
    byte[] classes = new byte[n];
    ValidMask strong = rules.weak() == null ? null : ValidMask.noneValid(n);
    forEach(
        grid,
        values,
        layer,
        (window, samples) -> {
          for (int i = 0; i < samples.length; i++) {
            int at = at(grid, window, i);
            boolean beyond = threshold.isChange(samples[i]);
            if (Float.isNaN(samples[i])) {
              classes[at] = ChangeMap.UNKNOWN;
            } else if (beyond || weak.isChange(samples[i])) {
              NoChange by = beyond ? threshold : weak;
              classes[at] = samples[i] < by.low() ? BELOW : ABOVE;
            }
            if (beyond && strong != null) {
              strong.setValid(at);
            }
          }
        });
    return new Classes(classes, strong, threshold);
  }

  private static Classes dated(GeoBox grid, LayerRaster values, int date) {
    byte[] change = new byte[Math.toIntExact(grid.shape().pixels())];
    Arrays.fill(change, ChangeMap.UNKNOWN);
    for (int layer = 0; layer < values.layers(); layer++) {
      boolean isDate = layer == date;
      forEach(
          grid,
          values,
          layer,
          (window, samples) -> {
            for (int i = 0; i < samples.length; i++) {
              int at = at(grid, window, i);
              if (!Float.isNaN(samples[i])) {
                change[at] = (byte) (isDate || change[at] == ABOVE ? ABOVE : 0);
              }
            }
          });
    }
    return new Classes(change, null, null);
  }

  private static int at(GeoBox grid, Window window, int i) {
    int row = window.rowStart() + i / window.width();
    return row * grid.width() + window.colStart() + i % window.width();
  }
}
