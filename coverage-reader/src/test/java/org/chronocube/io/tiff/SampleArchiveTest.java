// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.RasterInfo;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Real files of the sample archive against what GDAL and NumPy read from them ({@code archive.csv},
 * made by {@code make-archive-expectations.py}).
 */
class SampleArchiveTest {

  private static final Path ARCHIVE = Path.of("..", "data-dir", "archive");

  private final BlockReaders rasters =
      new BlockReaders(
          Map.of("file", FileByteSources.anywhere()),
          List.of(new TiffFormat(new BlockCache(8 << 20))));

  @ParameterizedTest(name = "{0} level {1}")
  @CsvFileSource(resources = "archive.csv", numLinesToSkip = 2)
  void reads_what_gdal_reads(
      String path,
      int level,
      int height,
      int width,
      String crs,
      String geotransform,
      int valid,
      double sum,
      int checksum) {
    BlockReader reader = rasters.open(ARCHIVE.resolve(path).toUri());
    RasterInfo.Level found = reader.info().levels().get(level);
    assertThat(found.shape().height()).isEqualTo(height);
    assertThat(found.shape().width()).isEqualTo(width);
    assertThat(reader.info().grid()).isEqualTo(grid(reader.info(), crs, geotransform));

    RasterBlock block = reader.read(level, 0, found.shape().window());
    assertThat(block.mask().count()).isEqualTo(valid);
    double total = 0;
    for (int i = 0; i < block.samples().length; i++) {
      total += block.mask().isValid(i) ? block.samples()[i] : 0;
    }
    assertThat(total).isCloseTo(sum, within(1e-9 * Math.abs(sum)));
    assertThat(gdalChecksum(block.samples())).isEqualTo(checksum);
  }

  private static GeoBox grid(RasterInfo info, String crs, String geotransform) {
    String[] t = geotransform.split(" ");
    Affine affine =
        new Affine(
            Double.parseDouble(t[1]),
            Double.parseDouble(t[2]),
            Double.parseDouble(t[0]),
            Double.parseDouble(t[4]),
            Double.parseDouble(t[5]),
            Double.parseDouble(t[3]));
    return new GeoBox(info.shape(), affine, crs);
  }

  // GDALChecksumImage: each sample, rounded, modulo one of eleven primes in turn.
  private static int gdalChecksum(float[] samples) {
    int[] primes = {7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43};
    int sum = 0;
    for (int i = 0; i < samples.length; i++) {
      int value = Float.isNaN(samples[i]) ? Integer.MIN_VALUE : (int) Math.floor(samples[i] + 0.5);
      sum = sum + value % primes[i % 11] & 0xffff;
    }
    return sum;
  }
}
