// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.tiff.GeoTiffEncoder;
import org.chronocube.server.encode.tiff.TiffOptions;
import org.chronocube.time.TimeInterval;

/**
 * Made-up bands that compress like Sentinel-2's: smooth at four scales, noise of some tens of DN on
 * top, holes of nodata (0) where clouds would be masked. A pixel depends on the seed and its place
 * only.
 */
public final class Scenes {

  private static final int BLOCK = 512;
  private static final int[] SCALES = {1024, 256, 64, 8};
  private static final double[] HEIGHTS = {900, 600, 350, 120};
  private static final double MEAN = 1800;
  private static final int NOISE = 96;

  private Scenes() {}

  /**
   * Writes a cloud optimised GeoTIFF (512² blocks, deflate, predictor 2, overviews) unless it is
   * there.
   *
   * @param seed another one gives another image
   * @param holes share of the image that is nodata, 0 to 1
   */
  public static Path cog(Path file, GeoBox grid, long seed, double holes) throws IOException {
    if (Files.exists(file)) {
      return file;
    }
    TiffOptions options =
        new TiffOptions(
            BLOCK,
            true,
            TiffOptions.Compression.DEFLATE,
            6,
            TiffOptions.Predictor.DIFFERENCE,
            TiffOptions.Interleave.PIXEL,
            true);
    Files.createDirectories(file.getParent());
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (Encoded encoded = new GeoTiffEncoder(options).encode(new Source(grid, seed, holes));
        OutputStream out = Files.newOutputStream(part)) {
      encoded.writeTo(out);
    }
    return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The DN of a pixel; 0 is nodata. */
  public static int sample(long seed, double holes, int row, int col) {
    if (holes > 0 && field(seed * 31 + 7, 160, row, col) < holes) {
      return 0;
    }
    double value = MEAN;
    for (int i = 0; i < SCALES.length; i++) {
      value += HEIGHTS[i] * (field(seed + i, SCALES[i], row, col) - 0.5);
    }
    long noise = hash(seed + 99, row, col);
    value += ((noise & 0xff) + ((noise >>> 8) & 0xff)) / 511.0 * NOISE - NOISE / 2.0;
    return (int) Math.max(1, Math.min(10_000, Math.round(value)));
  }

  // Random values on a lattice, between them bilinear; 0 to 1.
  private static double field(long seed, int scale, int row, int col) {
    int top = Math.floorDiv(row, scale);
    int left = Math.floorDiv(col, scale);
    double y = (row - top * scale) / (double) scale;
    double x = (col - left * scale) / (double) scale;
    double upper = unit(seed, top, left) * (1 - x) + unit(seed, top, left + 1) * x;
    double lower = unit(seed, top + 1, left) * (1 - x) + unit(seed, top + 1, left + 1) * x;
    return upper * (1 - y) + lower * y;
  }

  private static double unit(long seed, int row, int col) {
    return (hash(seed, row, col) >>> 11) * 0x1p-53;
  }

  // The finaliser of SplitMix64.
  private static long hash(long seed, int row, int col) {
    long z = seed * 0x9E3779B97F4A7C15L + ((long) row << 32 | col & 0xffffffffL);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private record Source(GeoBox grid, long seed, double holes) implements RasterSource {

    @Override
    public List<Band> bands() {
      return List.of(Band.of("DN", DataType.UINT16, NoData.of(0)));
    }

    @Override
    public List<TimeInterval> times() {
      return List.of();
    }

    @Override
    public List<RasterBlock> read(int slice, Window window) {
      RasterBlock block = RasterBlock.allocate(window.shape());
      IntStream.range(0, window.height())
          .parallel()
          .forEach(
              r -> {
                for (int c = 0; c < window.width(); c++) {
                  block.samples()[r * window.width() + c] =
                      sample(seed, holes, window.rowStart() + r, window.colStart() + c);
                }
              });
      for (int i = 0; i < block.samples().length; i++) {
        if (block.samples()[i] != 0) {
          block.mask().setValid(i);
        }
      }
      return List.of(block);
    }
  }
}
