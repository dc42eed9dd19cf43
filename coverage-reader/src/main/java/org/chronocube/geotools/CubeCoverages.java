// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chronocube.band.Band;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.time.TimeInterval;
import org.geotools.coverage.GridSampleDimension;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.coverage.grid.GridCoverageFactory;
import org.geotools.coverage.util.CoverageUtilities;

/** Reads a decoded request and dresses the pixels as a coverage. */
final class CubeCoverages {

  /** Side of the tiles of images that are read when looked at. */
  static final Shape TILE = new Shape(512, 512);

  // Up to this size a read is done at once, and fails at once; beyond it, tile by tile.
  private static final long EAGER_SAMPLES = 8 << 20;

  private final Datacube datacube;
  private final GridCoverageFactory factory;

  CubeCoverages(Datacube datacube, GridCoverageFactory factory) {
    this.datacube = datacube;
    this.factory = factory;
  }

  /** The coverage of exactly the request's grid. */
  GridCoverage2D read(Cube cube, CubeParameters parameters) {
    CubeRequest request = withNewestTime(cube, parameters.request());
    List<Band> bands =
        request.bands().stream().map(name -> cube.band(name).orElseThrow().band()).toList();
    CubeSamples samples = CubeSamples.of(bands, parameters.background());
    CoverageReport report = new CoverageReport();
    boolean eager = request.target().shape().pixels() * bands.size() <= EAGER_SAMPLES;
    RenderedImage image =
        eager ? eager(cube, request, samples, report) : lazy(cube, request, samples, report);
    Map<String, Object> properties = new HashMap<>();
    properties.put(CoverageReport.PROPERTY, report);
    CoverageUtilities.setNoDataProperty(properties, samples.noData());
    return factory.create(
        cube.name(),
        image,
        new GridGeometries(datacube.crs()).geometry(request.target()),
        dimensions(samples),
        null,
        properties);
  }

  private static GridSampleDimension[] dimensions(CubeSamples samples) {
    GridSampleDimension[] dimensions = new GridSampleDimension[samples.bands().size()];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = SampleDimensions.of(samples.bands().get(i), samples.fills()[i]);
    }
    return dimensions;
  }

  private RenderedImage eager(
      Cube cube, CubeRequest request, CubeSamples samples, CoverageReport report) {
    GeoBox grid = request.target();
    WritableRaster raster = samples.blank(grid.width(), grid.height(), new Point(0, 0));
    fill(cube, request, grid.window(), raster, samples, report);
    return new BufferedImage(samples.colorModel(), raster, false, null);
  }

  private RenderedImage lazy(
      Cube cube, CubeRequest request, CubeSamples samples, CoverageReport report) {
    return new TiledImage(
        request.target(),
        samples.sampleModel(TILE.width(), TILE.height()),
        samples.colorModel(),
        (window, origin) -> {
          WritableRaster tile = samples.blank(TILE.width(), TILE.height(), origin);
          fill(cube, request, window, tile, samples, report);
          return tile;
        });
  }

  private void fill(
      Cube cube,
      CubeRequest request,
      Window window,
      WritableRaster tile,
      CubeSamples samples,
      CoverageReport report) {
    List<String> distinct = request.bands().stream().distinct().toList();
    CubeRequest part = request.withTarget(request.target().crop(window)).withBands(distinct);
    CubeRaster pixels = datacube.engine().read(cube, part, Progress.NONE);
    report.add(pixels.report());
    List<RasterBlock> blocks =
        request.bands().stream().map(b -> pixels.blocks().get(distinct.indexOf(b))).toList();
    samples.write(blocks, tile, new Window(0, window.height(), 0, window.width()));
  }

  /**
   * Decided once: without a time each tile would take its own newest scene. What derived cubes make
   * of it is the same for all tiles.
   */
  private CubeRequest withNewestTime(Cube cube, CubeRequest request) {
    if (!request.times().isEmpty() || cube.derivation().isPresent()) {
      return request;
    }
    SceneQuery all =
        SceneQuery.of(cube.products())
            .withArea(datacube.crs().searchArea(request.target()))
            .withTimes(List.of(), cube.grouping())
            .withFilter(request.filter());
    SceneQuery newest = all.withSort(List.of(SortKey.NEWEST_FIRST)).withPage(0, 1);
    try (Stream<Instant> times = datacube.index().times(newest)) {
      return times
          .findFirst()
          .map(t -> request.withTimes(List.of(TimeInterval.at(t))))
          .orElse(request);
    }
  }
}
