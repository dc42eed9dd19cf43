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
    CubeRequest request =
        new CubeRequest(
            grid.crop(window),
            distinct,
            times.isEmpty() ? List.of() : List.of(times.get(slice)),
            cube.rule(),
            resampling,
            filter,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    List<RasterBlock> blocks = engine.read(cube, request, progress).blocks();
    return names.stream().map(n -> blocks.get(distinct.indexOf(n))).toList();
  }
}
