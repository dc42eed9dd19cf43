// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.sentinel1.GrdArguments.Noise;
import org.chronocube.raster.RasterBlock;

/**
 * Calibrates while it reads: {@code (DN² − η) / A²}, row by row. DN 0 is no value.
 *
 * <p>Measurements as ESA delivers them have no overviews, and their rows are stored one by one. The
 * levels offered here read two rows of the 2, 4, 8 … that make one and average the power of all
 * their pixels: a half, a quarter … of the file is read, and what comes out is an unbiased, if a
 * little more speckled, estimate of the mean power. Where the file has overviews of its own, these
 * are used; they average amplitudes, which for speckle of 4.4 looks is 0.25 dB less than the
 * average power.
 */
final class GrdReader implements BlockReader {

  private static final int SAMPLED_ROWS = 2;

  private final RasterInfo info;
  private final BlockReader measurement;
  private final LineVectors vectors;
  private final NoisePower noise;
  private final boolean clip;
  private final BorderMask border;
  private final List<ByteSource> annotations;
  private final boolean hasOverviews;

  /**
   * @param vectors of calibration; null for amplitudes as they are
   * @param noise null to keep it
   * @param border null when there is none but zeros
   * @param annotations that all this was read from
   */
  GrdReader(
      URI uri,
      BlockReader measurement,
      LineVectors vectors,
      NoisePower noise,
      GrdArguments arguments,
      BorderMask border,
      List<ByteSource> annotations) {
    RasterInfo file = measurement.info();
    this.hasOverviews = file.levels().size() > 1;
    this.info =
        new RasterInfo(
            uri,
            null,
            DataType.FLOAT32,
            1,
            NoData.NONE,
            List.of(Scaling.IDENTITY),
            hasOverviews ? file.levels() : Levels.halving(file.shape()));
    this.measurement = measurement;
    this.vectors = vectors;
    this.noise = noise != null && noise.isKnown() ? noise : null;
    this.clip = arguments.noise() == Noise.REMOVED;
    this.border = border;
    this.annotations = List.copyOf(annotations);
  }

  @Override
  public RasterInfo info() {
    return info;
  }

  @Override
  public boolean isCurrent() {
    return measurement.isCurrent() && annotations.stream().allMatch(ByteSource::isCurrent);
  }

  @Override
  public RasterBlock read(int level, int band, Window window) {
    info.checkRead(level, band, window);
    RasterBlock power =
        level == 0 || hasOverviews ? stored(level, window) : averaged(level, window);
    Levels.Axes axes = Levels.axes(info, level);
    if (vectors == null) {
      root(power);
    } else {
      calibrate(power, window, axes);
    }
    return power;
  }

  // Samples of a level of the file, squared.
  private RasterBlock stored(int level, Window window) {
    RasterBlock block = measurement.read(level, 0, window);
    square(block);
    if (border != null && level == 0) {
      border.apply(block, window);
    }
    return block;
  }

  private static void square(RasterBlock block) {
    float[] samples = block.samples();
    for (int i = 0; i < samples.length; i++) {
      if (samples[i] == 0) {
        block.mask().setInvalid(i);
      }
      samples[i] *= samples[i];
    }
  }

  private static void root(RasterBlock block) {
    float[] samples = block.samples();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sqrt(samples[i]);
    }
  }

  private RasterBlock averaged(int level, Window window) {
    Levels.Axes axes = Levels.axes(info, level);
    RasterBlock result = RasterBlock.allocate(window.shape());
    int from = edge(window.colStart(), axes.x());
    int until = edge(window.colStop(), axes.x());
    double[] sums = new double[window.width()];
    int[] counts = new int[window.width()];
    for (int r = 0; r < window.height(); r++) {
      int top = edge(window.rowStart() + r, axes.y());
      int height = edge(window.rowStart() + r + 1, axes.y()) - top;
      int sampled = Math.min(SAMPLED_ROWS, height);
      Arrays.fill(sums, 0);
      Arrays.fill(counts, 0);
      for (int k = 0; k < sampled; k++) {
        int row = top + (2 * k + 1) * height / (2 * sampled);
        RasterBlock line = stored(0, new Window(row, row + 1, from, until));
        add(line, window, axes, from, sums, counts);
      }
      for (int c = 0; c < sums.length; c++) {
        if (counts[c] > 0) {
          result.samples()[result.index(r, c)] = (float) (sums[c] / counts[c]);
          result.mask().setValid(result.index(r, c));
        }
      }
    }
    return result;
  }

  private static void add(
      RasterBlock line, Window window, Levels.Axes axes, int from, double[] sums, int[] counts) {
    int at = 0;
    for (int c = 0; c < sums.length; c++) {
      int stop = edge(window.colStart() + c + 1, axes.x()) - from;
      for (; at < stop; at++) {
        if (line.mask().isValid(at)) {
          sums[c] += line.samples()[at];
          counts[c]++;
        }
      }
    }
  }

  // First full-resolution pixel of a level's pixel.
  private static int edge(int index, double size) {
    return (int) Math.round(index * size);
  }

  private void calibrate(RasterBlock power, Window window, Levels.Axes axes) {
    double[] a = new double[window.width()];
    double[] eta = new double[window.width()];
    float[] samples = power.samples();
    double first = axes.pixel(window.colStart());
    for (int r = 0; r < window.height(); r++) {
      double line = axes.line(window.rowStart() + r);
      vectors.row(line, first, axes.x(), a);
      if (noise != null) {
        noise.row(line, first, axes.x(), eta);
      }
      int start = power.index(r, 0);
      for (int c = 0; c < a.length; c++) {
        double value = samples[start + c] - eta[c];
        samples[start + c] = (float) ((clip && value < 0 ? 0 : value) / (a[c] * a[c]));
      }
    }
  }
}
