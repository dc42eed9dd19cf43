// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Shape;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.tiff.GeoTiffEncoder;
import org.chronocube.server.encode.tiff.TiffOptions;
import org.chronocube.wps.FloatCoverages;
import org.geotools.coverage.grid.GridCoverage2D;

/** Coverages as GeoTIFF; in documents in base64. */
final class CoverageFormats {

  /** Largest coverage read from a request, in samples. */
  private static final long MAX_SAMPLES = 64L << 20;

  private CoverageFormats() {}

  static List<Format> all(CrsRegistry crs) {
    return List.of(
        new Format(
            "image/tiff",
            List.of("image/geotiff", "image/tiff; subtype=geotiff", "application/geotiff"),
            null,
            "tif",
            true,
            payload -> read(payload.bytes(), crs),
            (value, out) -> write((GridCoverage2D) value, crs, out),
            null));
  }

  private static void write(GridCoverage2D coverage, CrsRegistry crs, OutputStream out)
      throws IOException {
    GeoTiffEncoder encoder = new GeoTiffEncoder(TiffOptions.DEFAULT);
    try (Encoded encoded = encoder.encode(CoverageSource.of(coverage, crs))) {
      encoded.writeTo(out);
    }
  }

  private static GridCoverage2D read(byte[] tiff, CrsRegistry crs) {
    try {
      Path file = Files.createTempFile("chronocube-", ".tif");
      try {
        Files.write(file, tiff);
        BlockReaders readers =
            new BlockReaders(
                Map.of("file", FileByteSources.anywhere()),
                List.of(new TiffFormat(new BlockCache(16L << 20))));
        return read(readers.open(file.toUri()), crs);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("temporary space cannot be written", e);
    }
  }

  private static GridCoverage2D read(BlockReader reader, CrsRegistry crs) {
    Shape shape = reader.info().shape();
    int count = reader.info().bandCount();
    if (reader.info().grid() == null) {
      throw new IllegalArgumentException("a GeoTIFF must have an affine grid and an EPSG code");
    }
    if (shape.pixels() * count > MAX_SAMPLES) {
      throw new IllegalArgumentException(
          "a coverage must have at most "
              + MAX_SAMPLES
              + " samples, had "
              + shape.pixels() * count);
    }
    float[][] bands = new float[count][];
    List<String> names = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      bands[b] = samples(reader.read(0, b, shape.window()));
      names.add("band" + (b + 1));
    }
    return FloatCoverages.create("input", reader.info().grid(), names, bands, crs);
  }

  private static float[] samples(RasterBlock block) {
    for (int i = 0; i < block.samples().length; i++) {
      if (!block.mask().isValid(i)) {
        block.samples()[i] = Float.NaN;
      }
    }
    return block.samples();
  }
}
