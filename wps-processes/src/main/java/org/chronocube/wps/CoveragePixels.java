// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.PixelSource;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.geotools.CoverageGrids;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.geotools.coverage.grid.GridCoverage2D;

/** Bands of a coverage that was handed in. Samples that are nodata or NaN are invalid. */
final class CoveragePixels implements PixelSource {

  private final GeoBox grid;
  private final CoveragePair.Side side;
  private final int[] indices;
  private final List<String> names;

  private CoveragePixels(GeoBox grid, CoveragePair.Side side, int[] indices, List<String> names) {
    this.grid = grid;
    this.side = side;
    this.indices = indices;
    this.names = names;
  }

  /**
   * @param bands names of bands, or numbers from 1; empty for all
   * @throws InvalidParameterException when it has no such band, no affine grid or no EPSG code
   */
  static CoveragePixels of(GridCoverage2D coverage, List<String> bands, CrsRegistry crs) {
    List<String> known = new ArrayList<>();
    for (int b = 0; b < coverage.getNumSampleDimensions(); b++) {
      known.add(String.valueOf(coverage.getSampleDimension(b).getDescription()));
    }
    List<String> wanted =
        bands.stream().flatMap(b -> List.of(b.split(",")).stream()).map(String::strip).toList();
    int[] indices =
        wanted.isEmpty()
            ? IntStream.range(0, known.size()).toArray()
            : wanted.stream().mapToInt(band -> index(band, known)).toArray();
    return new CoveragePixels(
        CoverageGrids.of(coverage, "coverage", crs),
        CoveragePair.side("coverage", coverage),
        indices,
        IntStream.of(indices).mapToObj(known::get).toList());
  }

  private static int index(String band, List<String> known) {
    int index = band.matches("\\d{1,4}") ? Integer.parseInt(band) - 1 : known.indexOf(band);
    if (index < 0 || index >= known.size()) {
      throw new InvalidParameterException(
          "bands",
          "bands must be of "
              + String.join(", ", known)
              + " or numbers from 1 to "
              + known.size()
              + ", was "
              + band);
    }
    return index;
  }

  @Override
  public GeoBox grid() {
    return grid;
  }

  @Override
  public List<String> bands() {
    return names;
  }

  @Override
  public List<RasterBlock> read(Window window) {
    RenderedImage image = side.image();
    int x = image.getMinX() + window.colStart();
    int y = image.getMinY() + window.rowStart();
    Raster raster = image.getData(new java.awt.Rectangle(x, y, window.width(), window.height()));
    List<RasterBlock> blocks = new ArrayList<>(indices.length);
    for (int band : indices) {
      RasterBlock block = RasterBlock.allocate(window.shape());
      raster.getSamples(x, y, window.width(), window.height(), band, block.samples());
      for (int i = 0; i < block.samples().length; i++) {
        float sample = block.samples()[i];
        if (!Float.isNaN(sample) && sample != side.noData()[band]) {
          block.mask().setValid(i);
        }
      }
      blocks.add(block);
    }
    return blocks;
  }
}
