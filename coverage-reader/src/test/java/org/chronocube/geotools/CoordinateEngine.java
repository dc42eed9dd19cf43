// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chronocube.band.Band;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.cube.SliceConsumer;
import org.chronocube.cube.ValidPixels;
import org.chronocube.cube.ValidRequest;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * An engine whose pixels encode where they are: {@code 1000 · row + col} of the cube's own grid, at
 * the requested pixel's centre, plus 100 000 times the band's place in the cube. Only the upper
 * left 200 × 200 pixels of the cube have data. It remembers what it was asked.
 */
final class CoordinateEngine implements CubeEngine {

  static final int VALID = 200;

  final List<CubeRequest> requests = new CopyOnWriteArrayList<>();
  RuntimeException failure;

  static float sample(int row, int col, int band) {
    return 1000 * row + col + 100_000 * band;
  }

  @Override
  public CubeRaster read(Cube cube, CubeRequest request, Progress progress) {
    requests.add(request);
    if (failure != null) {
      throw failure;
    }
    List<Band> bands = new ArrayList<>();
    List<RasterBlock> blocks = new ArrayList<>();
    for (String name : request.bands()) {
      bands.add(cube.band(name).orElseThrow().band());
      int number = cube.bands().indexOf(cube.band(name).orElseThrow());
      blocks.add(block(cube.grid(), request.target(), number));
    }
    ReadReport report =
        new ReadReport(
            List.of("p/" + requests.size()),
            List.of(new ReadReport.Failure("p/bad", "B1", URI.create("file:/x"), "broken")));
    return new CubeRaster(request.target(), bands, blocks, report);
  }

  private static RasterBlock block(GeoBox cube, GeoBox target, int band) {
    RasterBlock block = RasterBlock.allocate(target.shape());
    Affine world = target.affine();
    Affine pixel = cube.affine().inverse();
    for (int row = 0; row < target.height(); row++) {
      for (int col = 0; col < target.width(); col++) {
        double x = world.x(col + 0.5, row + 0.5);
        double y = world.y(col + 0.5, row + 0.5);
        int r = (int) Math.floor(pixel.y(x, y));
        int c = (int) Math.floor(pixel.x(x, y));
        if (r >= 0 && c >= 0 && r < VALID && c < VALID) {
          block.samples()[block.index(row, col)] = sample(r, c, band);
          block.mask().setValid(block.index(row, col));
        }
      }
    }
    return block;
  }

  @Override
  public ReadReport slices(
      Cube cube, SliceRequest request, Progress progress, SliceConsumer consumer) {
    throw new AssertionError("readers do not stream");
  }

  @Override
  public List<Instant> times(Cube cube, GeoBox area, List<TimeInterval> times, Filter filter) {
    throw new AssertionError("readers must not list times");
  }

  @Override
  public List<ValidPixels> validPixels(
      ValidRequest request, List<Scene> scenes, Progress progress) {
    return scenes.stream().map(s -> new ValidPixels(s, 0, null)).toList();
  }
}
