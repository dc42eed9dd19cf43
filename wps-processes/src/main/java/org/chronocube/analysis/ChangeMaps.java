// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.Arrays;
import java.util.List;
import org.chronocube.algorithm.Histogram;
import org.chronocube.algorithm.Layer;
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
    NoChange threshold =
        statistic < 0 ? null : threshold(grid, values, statistic, rules.thresholding());
    progress.checkCancelled();
    byte[] change =
        statistic < 0 ? dated(grid, values, date) : beyond(grid, values, statistic, threshold);
    PatchOutlines outlines = new PatchOutlines(grid, rules.connectivity(), crs);
    // What is unknown is neither part of a patch nor filled.
    byte[] patches = onlyChange(change);
    int minPixels = outlines.pixels(rules.minimumArea());
    Sieve.apply(grid.shape(), patches, minPixels, rules.connectivity());
    progress.checkCancelled();
    for (int i = 0; i < change.length; i++) {
      change[i] = change[i] == ChangeMap.UNKNOWN ? ChangeMap.UNKNOWN : patches[i];
    }
    List<ChangeMap.Patch> found = outlines.of(patches, values, progress);
    progress.report(1);
    return new ChangeMap(grid, layers, values, change, threshold, found, provenance);
  }

  private static byte[] onlyChange(byte[] change) {
    byte[] result = change.clone();
    for (int i = 0; i < result.length; i++) {
      if (result[i] == ChangeMap.UNKNOWN) {
        result[i] = 0;
      }
    }
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

  private static byte[] beyond(GeoBox grid, LayerRaster values, int layer, NoChange threshold) {
    byte[] change = new byte[Math.toIntExact(grid.shape().pixels())];
    forEach(
        grid,
        values,
        layer,
        (window, samples) -> {
          for (int i = 0; i < samples.length; i++) {
            boolean known = !Float.isNaN(samples[i]);
            byte yes = (byte) (threshold.isChange(samples[i]) ? 1 : 0);
            change[at(grid, window, i)] = known ? yes : ChangeMap.UNKNOWN;
          }
        });
    return change;
  }

  private static byte[] dated(GeoBox grid, LayerRaster values, int date) {
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
                change[at] = (byte) (isDate || change[at] == 1 ? 1 : 0);
              }
            }
          });
    }
    return change;
  }

  private static int at(GeoBox grid, Window window, int i) {
    int row = window.rowStart() + i / window.width();
    return row * grid.width() + window.colStart() + i % window.width();
  }
}
