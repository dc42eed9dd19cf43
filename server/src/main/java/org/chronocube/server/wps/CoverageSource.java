// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.ChronocubeException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geotools.CoverageGrids;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.time.TimeInterval;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;

/**
 * A GeoTools coverage as the encoders read it.
 *
 * @param grid of the coverage
 * @param bands one per sample dimension
 * @param image the pixels
 */
record CoverageSource(GeoBox grid, List<Band> bands, RenderedImage image) implements RasterSource {

  /**
   * @throws org.chronocube.InvalidParameterException when the coverage has no affine grid or no
   *     EPSG code
   */
  static CoverageSource of(GridCoverage2D coverage, CrsRegistry crs) {
    RenderedImage image = coverage.getRenderedImage();
    GeoBox grid = CoverageGrids.of(coverage, "coverage", crs);
    return new CoverageSource(grid, bands(coverage, image), image);
  }

  private static List<Band> bands(GridCoverage2D coverage, RenderedImage image) {
    DataType type = type(image.getSampleModel().getDataType());
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < coverage.getNumSampleDimensions(); i++) {
      GridSampleDimension dimension = coverage.getSampleDimension(i);
      String name = String.valueOf(dimension.getDescription()).replaceAll("[^A-Za-z0-9_.-]", "_");
      boolean good = name.matches("[A-Za-z_].*");
      bands.add(Band.of(good ? name : "band" + (i + 1), type, noData(dimension, type)));
    }
    return bands;
  }

  private static NoData noData(GridSampleDimension dimension, DataType type) {
    double[] values = dimension.getNoDataValues();
    if (values != null && values.length > 0 && type.holds(values[0])) {
      return NoData.of(values[0]);
    }
    return type.isFloating() ? NoData.of(Double.NaN) : NoData.NONE;
  }

  private static DataType type(int dataBufferType) {
    return switch (dataBufferType) {
      case DataBuffer.TYPE_BYTE -> DataType.UINT8;
      case DataBuffer.TYPE_USHORT -> DataType.UINT16;
      case DataBuffer.TYPE_SHORT -> DataType.INT16;
      case DataBuffer.TYPE_INT -> DataType.INT32;
      case DataBuffer.TYPE_FLOAT -> DataType.FLOAT32;
      case DataBuffer.TYPE_DOUBLE -> DataType.FLOAT64;
      default ->
          throw new ChronocubeException("samples must be of a known type, was " + dataBufferType);
    };
  }

  @Override
  public List<TimeInterval> times() {
    return List.of();
  }

  @Override
  public List<RasterBlock> read(int slice, Window window) {
    Raster raster =
        image.getData(
            new Rectangle(
                image.getMinX() + window.colStart(),
                image.getMinY() + window.rowStart(),
                window.width(),
                window.height()));
    List<RasterBlock> blocks = new ArrayList<>(bands.size());
    for (int b = 0; b < bands.size(); b++) {
      RasterBlock block = RasterBlock.allocate(window.shape());
      raster.getSamples(
          raster.getMinX(), raster.getMinY(), window.width(), window.height(), b, block.samples());
      for (int i = 0; i < block.samples().length; i++) {
        if (!bands.get(b).noData().matches(block.samples()[i])) {
          block.mask().setValid(i);
        }
      }
      blocks.add(block);
    }
    return blocks;
  }
}
