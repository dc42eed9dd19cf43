// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.Progress;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.RasterBlock;

/**
 * What an engine streams, put together date by date: into which windows it cuts a date depends on
 * the blocks of the files it reads.
 */
final class WholeDates {

  private WholeDates() {}

  static Map<Instant, List<RasterBlock>> of(CubeEngine engine, Cube cube, CubeRequest request) {
    Map<Instant, List<RasterBlock>> dates = new TreeMap<>();
    engine.slices(
        cube,
        SliceRequest.of(request),
        Progress.NONE,
        slice -> {
          List<RasterBlock> whole =
              dates.computeIfAbsent(slice.instant(), t -> empty(request, slice.blocks().size()));
          for (int b = 0; b < whole.size(); b++) {
            whole
                .get(b)
                .paste(slice.blocks().get(b), slice.window().rowStart(), slice.window().colStart());
          }
        });
    return dates;
  }

  private static List<RasterBlock> empty(CubeRequest request, int bands) {
    List<RasterBlock> blocks = new ArrayList<>();
    for (int b = 0; b < bands; b++) {
      blocks.add(RasterBlock.allocate(request.target().shape()));
    }
    return blocks;
  }
}
