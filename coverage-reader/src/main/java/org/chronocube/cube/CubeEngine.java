// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chronocube.grid.GeoBox;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/** Reads cubes. Safe for concurrent use. */
public interface CubeEngine {

  /**
   * Reads one request: one search of the index, a plan, then only the blocks it takes.
   *
   * @return samples in the cube bands' encoding; where no scene has data, invalid pixels
   * @throws org.chronocube.InvalidParameterException when a band is not the cube's
   * @throws org.chronocube.io.RasterReadException when a granule cannot be read and the request
   *     does not ask for a report
   * @throws CancelledException when cancelled
   */
  CubeRaster read(Cube cube, CubeRequest request, Progress progress);

  /**
   * Where the blocks of the files lie on a request's target: for those who read a target in parts,
   * of which none should take a block that another one takes too. Reads no pixel.
   *
   * @return empty when the target's pixels are not those of the files, or nothing is known
   */
  default Optional<BlockLattice> lattice(Cube cube, CubeRequest request) {
    return Optional.empty();
  }

  /**
   * Streams many times, for series and statistics: window by window of the target, and inside a
   * window every instant, ascending. Memory is bounded by the window, not by the number of dates.
   * Windows that lie wholly outside the area, and instants without a scene on a window, are left
   * out.
   *
   * @return what was read and what failed, over all instants
   * @throws org.chronocube.InvalidParameterException when a band is not the cube's
   * @throws org.chronocube.io.RasterReadException when a granule cannot be read and the request
   *     does not ask for a report
   * @throws CancelledException when cancelled
   */
  ReadReport slices(Cube cube, SliceRequest request, Progress progress, SliceConsumer consumer);

  /**
   * The instants of a cube that have a scene touching a grid, ascending; grouped as the cube says.
   *
   * @param area a grid in any CRS, or null for the whole cube
   * @param times any of these, or empty for all
   */
  List<Instant> times(Cube cube, GeoBox area, List<TimeInterval> times, Filter filter);

  /**
   * Counts how many pixels of an area each scene shows: those that the cube's mask rules for its
   * product keep, read with nearest neighbour as in {@link #read}; of a product without rules,
   * those where the first cube band that the scene has is valid. Pixels that a scene does not reach
   * do not count. Counts are remembered by granules, masks and area.
   *
   * @param scenes of the cube's products
   * @return one for each scene, in their order; what cannot be read is told there, never thrown
   * @throws CancelledException when cancelled
   */
  List<ValidPixels> validPixels(ValidRequest request, List<Scene> scenes, Progress progress);
}
