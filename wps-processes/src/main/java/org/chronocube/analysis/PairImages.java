// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Window;

/** Two times of an area, wherever they come from. Safe for concurrent use. */
public interface PairImages {

  /** The pixels compared. */
  Area area();

  /** Names of the bands of each time. */
  List<String> bands();

  /**
   * Reads one block.
   *
   * @param window of the area's grid
   * @param margin neighbours on each side, also beyond the grid, invalid where there are none
   */
  PairBlock read(Window window, int margin, Progress progress);

  /** What has been read so far. */
  List<Provenance.Source> sources();
}
