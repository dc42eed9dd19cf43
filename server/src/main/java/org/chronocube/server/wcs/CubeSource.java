// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.Progress;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.kernel.Resampling;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * A cube as encoders see it: every window they ask for is one request to the engine.
 *
 * @param engine reads the cube
 * @param cube what is read
 * @param grid of the answer
 * @param names of the cube's bands, in the order of the answer; may repeat
 * @param times of the slices; empty while the cube has no scenes
 * @param resampling how pixels that do not line up are made
 * @param filter on scenes
 * @param progress stops the work
 */
record CubeSource(
    CubeEngine engine,
    Cube cube,
    GeoBox grid,
    List<String> names,
    List<TimeInterval> times,
    Resampling resampling,
    Filter filter,
    Progress progress)
    implements RasterSource {

  /** Rows that an answer must have more of: fewer are one strip. */
  private static final int WORTH_ALIGNING = 256;

  CubeSource {
    names = List.copyOf(names);
    times = List.copyOf(times);
  }

  @Override
  public List<Band> bands() {
    return names.stream().map(n -> cube.band(n).map(CubeBand::band).orElseThrow()).toList();
  }

  @Override
  public List<RasterBlock> read(int slice, Window window) {
    progress.checkCancelled();
    List<String> distinct = names.stream().distinct().toList();
    List<Antimeridian.Part> parts = Antimeridian.parts(grid, window);
    List<RasterBlock> blocks =
        parts.size() == 1
            ? read(slice, parts.get(0).grid(), distinct)
            : joined(slice, window, parts, distinct);
    return names.stream().map(n -> blocks.get(distinct.indexOf(n))).toList();
  }

  private List<RasterBlock> joined(
      int slice, Window window, List<Antimeridian.Part> parts, List<String> distinct) {
    List<RasterBlock> whole =
        distinct.stream().map(n -> RasterBlock.allocate(window.shape())).toList();
    for (Antimeridian.Part part : parts) {
      List<RasterBlock> blocks = read(slice, part.grid(), distinct);
      for (int band = 0; band < blocks.size(); band++) {
        int col = part.window().colStart() - window.colStart();
        whole.get(band).paste(blocks.get(band), 0, col);
      }
    }
    return whole;
  }

  private List<RasterBlock> read(int slice, GeoBox target, List<String> distinct) {
    return engine.read(cube, request(slice, target, distinct), progress).blocks();
  }

  private CubeRequest request(int slice, GeoBox target, List<String> distinct) {
    return new CubeRequest(
        target,
        distinct,
        times.isEmpty() ? List.of() : List.of(times.get(slice)),
        cube.rule(),
        resampling,
        filter,
        List.of(),
        CubeRequest.FailurePolicy.FAIL);
  }

  /** The same pixels, for who reads them in strips of the whole width, one after the other. */
  RasterSource inStrips() {
    if (grid.height() <= WORTH_ALIGNING || Antimeridian.parts(grid, grid.window()).size() > 1) {
      return this;
    }
    return engine
        .lattice(cube, request(0, grid, names.stream().distinct().toList()))
        .<RasterSource>map(lattice -> AlignedStrips.of(this, lattice))
        .orElse(this);
  }
}
