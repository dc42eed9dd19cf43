// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.awt.Rectangle;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.PairBlocks;
import org.chronocube.analysis.PairImages;
import org.chronocube.analysis.Provenance;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.geotools.CoverageGrids;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.raster.ValidMask;
import org.chronocube.wps.declaration.Inputs;
import org.geotools.coverage.grid.GridCoverage2D;

/** Two coverages of one grid. Samples that are nodata or NaN are invalid. */
final class CoveragePair implements PairImages {

  private final Area area;
  private final int row;
  private final int col;
  private final Side before;
  private final Side after;

  /** One image with the nodata value of each band, NaN when there is none. */
  record Side(String role, String name, RenderedImage image, double[] noData) {}

  private CoveragePair(Area area, int row, int col, Side before, Side after) {
    this.area = area;
    this.row = row;
    this.col = col;
    this.before = before;
    this.after = after;
  }

  /**
   * @throws InvalidParameterException when one is missing or they do not fit each other
   */
  static CoveragePair of(
      Inputs inputs, GridCoverage2D before, GridCoverage2D after, CrsRegistry crs) {
    if (before == null || after == null) {
      String missing = before == null ? "beforeCoverage" : "afterCoverage";
      throw new InvalidParameterException(
          missing, missing + " must be given when the other coverage is");
    }
    GeoBox grid = CoverageGrids.of(before, "beforeCoverage", crs);
    GeoBox other = CoverageGrids.of(after, "afterCoverage", crs);
    if (!grid.equals(other)) {
      throw new InvalidParameterException(
          "afterCoverage",
          "afterCoverage must have the grid of beforeCoverage, " + grid + ", was " + other);
    }
    if (before.getNumSampleDimensions() != after.getNumSampleDimensions()) {
      throw new InvalidParameterException(
          "afterCoverage",
          "afterCoverage must have "
              + before.getNumSampleDimensions()
              + " bands as beforeCoverage has, had "
              + after.getNumSampleDimensions());
    }
    Area area =
        Areas.of(
            grid,
            "beforeCoverage",
            inputs.orNull(CommonInputs.AREA),
            inputs.orNull(CommonInputs.AREA_CRS),
            crs);
    Affine inverse = grid.affine().inverse();
    Affine corner = area.grid().affine();
    int col = (int) Math.round(inverse.x(corner.c(), corner.f()));
    int row = (int) Math.round(inverse.y(corner.c(), corner.f()));
    return new CoveragePair(area, row, col, side("before", before), side("after", after));
  }

  static Side side(String role, GridCoverage2D coverage) {
    double[] noData = new double[coverage.getNumSampleDimensions()];
    Arrays.fill(noData, Double.NaN);
    for (int b = 0; b < noData.length; b++) {
      double[] own = coverage.getSampleDimension(b).getNoDataValues();
      noData[b] = own != null && own.length > 0 ? own[0] : Double.NaN;
    }
    String name = String.valueOf(coverage.getName());
    return new Side(role, name, coverage.getRenderedImage(), noData);
  }

  @Override
  public Area area() {
    return area;
  }

  @Override
  public List<String> bands() {
    List<String> names = new ArrayList<>();
    for (int b = 0; b < before.noData.length; b++) {
      names.add("band" + (b + 1));
    }
    return names;
  }

  @Override
  public PairBlock read(Window window, int margin, Progress progress) {
    progress.checkCancelled();
    Window padded = window.pad(margin);
    ValidMask data = ValidMask.allValid(Math.toIntExact(padded.pixels()));
    float[][] earlier = samples(before, padded, data);
    float[][] later = samples(after, padded, data);
    return PairBlocks.of(area, window, margin, earlier, later, data);
  }

  // The area's grid is a part of the image's; windows count from the area's corner.
  private float[][] samples(Side side, Window padded, ValidMask data) {
    RenderedImage image = side.image;
    int x = image.getMinX() + col + padded.colStart();
    int y = image.getMinY() + row + padded.rowStart();
    Rectangle wanted = new Rectangle(x, y, padded.width(), padded.height());
    Rectangle whole =
        new Rectangle(image.getMinX(), image.getMinY(), image.getWidth(), image.getHeight());
    Rectangle part = wanted.intersection(whole);
    float[][] samples = new float[side.noData.length][Math.toIntExact(padded.pixels())];
    invalidateOutside(wanted, part, data);
    if (part.isEmpty()) {
      return samples;
    }
    Raster raster = image.getData(part);
    float[] line = new float[part.width];
    for (int b = 0; b < samples.length; b++) {
      for (int r = 0; r < part.height; r++) {
        raster.getSamples(part.x, part.y + r, part.width, 1, b, line);
        int at = (part.y - y + r) * padded.width() + part.x - x;
        System.arraycopy(line, 0, samples[b], at, part.width);
        for (int c = 0; c < line.length; c++) {
          if (Float.isNaN(line[c]) || line[c] == side.noData[b]) {
            data.setInvalid(at + c);
          }
        }
      }
    }
    return samples;
  }

  private static void invalidateOutside(Rectangle wanted, Rectangle part, ValidMask data) {
    if (part.equals(wanted)) {
      return;
    }
    for (int i = 0; i < data.size(); i++) {
      if (!part.contains(wanted.x + i % wanted.width, wanted.y + i / wanted.width)) {
        data.setInvalid(i);
      }
    }
  }

  @Override
  public List<Provenance.Source> sources() {
    return List.of(source(before), source(after));
  }

  private static Provenance.Source source(Side side) {
    return new Provenance.Source(
        side.role, side.name, List.of(), new ReadReport(List.of(), List.of()));
  }
}
