// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.grid.Shape;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.raster.RasterBlock;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.referencing.CRS;

/**
 * A GeoTIFF: its place as GeoTools' reader understands it, its samples as the project's does (which
 * its own tests hold to GDAL's).
 *
 * @param raster its samples
 * @param corner from corners of pixels to easting, northing
 * @param crs {@code EPSG:n}
 */
record GeoTiff(Raster raster, AffineTransform corner, String crs) {

  private static final long CACHE_BYTES = 8L << 20;

  static GeoTiff of(Answer answer) throws IOException {
    assertThat(answer.type()).as(answer::summary).isEqualTo("image/tiff");
    Path file = Files.createTempFile("contract", ".tif");
    try {
      Files.write(file, answer.bytes());
      return read(file);
    } finally {
      Files.delete(file);
    }
  }

  private static GeoTiff read(Path file) throws IOException {
    GeoTiffReader reader = new GeoTiffReader(file.toFile());
    try {
      Raster raster = samples(file);
      AffineTransform corner =
          (AffineTransform) reader.getOriginalGridToWorld(PixelInCell.CELL_CORNER);
      String crs = CRS.lookupIdentifier(reader.getCoordinateReferenceSystem(), false);
      return new GeoTiff(raster, new AffineTransform(corner), crs);
    } catch (FactoryException e) {
      throw new AssertionError(e);
    } finally {
      reader.dispose();
    }
  }

  // As stored. GeoTools' reader takes three separate bands of floats for interleaved ones.
  private static Raster samples(Path file) {
    BlockReaders readers =
        new BlockReaders(
            Map.of("file", FileByteSources.anywhere()),
            List.of(new TiffFormat(new BlockCache(CACHE_BYTES))));
    BlockReader reader = readers.open(file.toUri());
    Shape shape = reader.info().shape();
    List<float[]> bands = new ArrayList<>();
    for (int b = 0; b < reader.info().bandCount(); b++) {
      RasterBlock block = reader.read(0, b, shape.window());
      float[] samples = block.samples().clone();
      for (int i = 0; i < samples.length; i++) {
        samples[i] = block.mask().isValid(i) ? samples[i] : Float.NaN;
      }
      bands.add(samples);
    }
    return new Raster(shape.width(), shape.height(), bands);
  }

  /** North up, with this top left corner and these pixel sizes. */
  void assertGrid(String epsg, double west, double north, double width, double height) {
    assertThat(crs).isEqualTo(epsg);
    assertThat(corner.getTranslateX()).isCloseTo(west, within(width * 1e-6));
    assertThat(corner.getTranslateY()).isCloseTo(north, within(height * 1e-6));
    assertThat(corner.getScaleX()).isCloseTo(width, within(width * 1e-9));
    assertThat(corner.getScaleY()).isCloseTo(-height, within(height * 1e-9));
    assertThat(corner.getShearX()).isZero();
    assertThat(corner.getShearY()).isZero();
  }
}
