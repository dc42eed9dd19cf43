// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.List;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Layer.Role;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PairPixels;
import org.chronocube.algorithm.pair.PairTransform;
import org.chronocube.algorithm.threshold.FixedThreshold;

/**
 * Change at a constant false alarm rate: the ratio of the mean powers of a cell, after by before,
 * against that of its background, by cell averaging (the CA-CFAR of Finn and Johnson 1968, RCA
 * Review 29:414-464, on ratios; Gamma distributed ratios as in Rignot and van Zyl 1993, IEEE TGRS
 * 31:896-906, and Touzi, Lopes and Bousquet 1988, IEEE TGRS 26:764-773).
 *
 * <p>A cell is the window around a pixel; its background the larger square without the guard. Where
 * nothing changes, or all changes alike (moisture, calibration), the cell's ratio of means of N
 * pixels of L looks is F(2NL, 2NL) distributed times the background's ratio of the means of M
 * pixels. Without a background (0) the ratio is compared with 1 and the law is exact. With one, the
 * ratio of ratios is taken for an F whose logarithm has the same variance, which is close, as both
 * are symmetric and M is large. The threshold of each pixel follows from N, M, L and the rate of
 * false alarms; with several polarisations the one farthest beyond its threshold counts, at the
 * rate 1 − (1 − rate)<sup>1/p</sup> each.
 *
 * <p>Given looks are those of one pixel, and pixels are taken to be independent. Those of
 * oversampled images, as Sentinel-1 GRD is, are not: estimated looks ({@link RatioLooks}) are those
 * of the cells' means themselves, correlation and all, and the background has M/N times as many.
 */
public record CfarRatio(CfarParameters parameters) implements PairMethod {

  /** Layers: the statistic, change beyond ±1, and the ratio in dB. */
  static final List<Layer> LAYERS =
      List.of(
          new Layer(
              "cfar",
              "1",
              "Logarithm of the ratio of mean powers by that of the background, over its threshold:"
                  + " below -1 less power, above 1 more.",
              Role.STATISTIC),
          new Layer(
              "logRatio",
              "dB",
              "Ratio of mean powers, after by before, by that of the background.",
              Role.MAGNITUDE));

  /** What parts change and no change at the rate of false alarms. */
  public static final FixedThreshold THRESHOLD = new FixedThreshold(1);

  @Override
  public int margin() {
    int cells = Math.max(parameters.window(), parameters.background()) / 2;
    return parameters.looks() == null
        ? Math.max(cells, LooksEstimate.margin(parameters.window()))
        : cells;
  }

  @Override
  public int passes() {
    return parameters.looks() == null ? 1 : 0;
  }

  @Override
  public PairTransform fit(PairPixels pixels) {
    int cell = parameters.window() * parameters.window();
    double looks =
        parameters.looks() == null
            ? LooksEstimate.of(pixels, parameters.window(), parameters.values()) / cell
            : parameters.looks();
    return new CfarTransform(parameters, looks, pixels.bands());
  }
}
