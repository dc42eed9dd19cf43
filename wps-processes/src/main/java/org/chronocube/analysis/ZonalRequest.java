// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import java.util.Objects;
import org.chronocube.InvalidParameterException;
import org.chronocube.cube.Cube;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.time.TimeInterval;

/**
 * A question for figures of many sites.
 *
 * @param cube to read
 * @param sites burnt into the cube's grid
 * @param times any of these; empty for all times of the cube
 * @param composite null for every date by itself; else how the scenes of each of {@code times}
 *     become one image
 * @param bands what
 * @param figures what of it
 */
public record ZonalRequest(
    Cube cube,
    Sites sites,
    List<TimeInterval> times,
    MosaicRule composite,
    BandSelection bands,
    ZonalFigures figures) {

  public ZonalRequest {
    Objects.requireNonNull(cube, "cube");
    Objects.requireNonNull(sites, "sites");
    Objects.requireNonNull(bands, "bands");
    Objects.requireNonNull(figures, "figures");
    times = List.copyOf(times);
    if (composite != null && times.isEmpty()) {
      throw new InvalidParameterException(
          "time", "time must be given with a composite, each interval becomes an image");
    }
  }
}
