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
import org.geotools.api.parameter.GeneralParameterValue;
import org.geotools.api.parameter.ParameterValue;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.datum.PixelInCell;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.util.CoverageUtilities;
import org.geotools.gce.geotiff.GeoTiffReader;
import org.geotools.image.util.ImageUtilities;
import org.geotools.referencing.CRS;

/**
 * A GeoTIFF as GeoTools' own reader understands it.
 *
 * @param raster its samples
 * @param corner from corners of pixels to easting, northing
 * @param crs {@code EPSG:n}
 */
record GeoTiff(Raster raster, AffineTransform corner, String crs) {

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
      // Samples as stored: the file says how they scale.
      ParameterValue<Boolean> rescale = AbstractGridFormat.RESCALE_PIXELS.createValue();
      rescale.setValue(false);
      GridCoverage2D coverage = reader.read(new GeneralParameterValue[] {rescale});
      java.awt.image.Raster pixels = coverage.getRenderedImage().getData();
      var nodata = CoverageUtilities.getNoDataProperty(coverage);
      List<float[]> bands = new ArrayList<>();
      for (int b = 0; b < pixels.getNumBands(); b++) {
        float[] samples =
            pixels.getSamples(
                pixels.getMinX(),
                pixels.getMinY(),
                pixels.getWidth(),
                pixels.getHeight(),
                b,
                (float[]) null);
        for (int i = 0; nodata != null && i < samples.length; i++) {
          samples[i] = samples[i] == (float) nodata.getAsSingleValue() ? Float.NaN : samples[i];
        }
        bands.add(samples);
      }
      Raster raster = new Raster(pixels.getWidth(), pixels.getHeight(), bands);
      AffineTransform corner =
          (AffineTransform) reader.getOriginalGridToWorld(PixelInCell.CELL_CORNER);
      String crs = CRS.lookupIdentifier(coverage.getCoordinateReferenceSystem(), false);
      ImageUtilities.disposeImage(coverage.getRenderedImage());
      coverage.dispose(true);
      return new GeoTiff(raster, new AffineTransform(corner), crs);
    } catch (FactoryException e) {
      throw new AssertionError(e);
    } finally {
      reader.dispose();
    }
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
