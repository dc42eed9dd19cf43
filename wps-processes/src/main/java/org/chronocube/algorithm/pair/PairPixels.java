// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import java.util.function.Consumer;
import java.util.function.Function;

/** The pixels of an area at two times, which can be passed over as often as it takes. */
public interface PairPixels {

  /** Bands of each time. */
  int bands();

  /**
   * One pass. Blocks without a valid pixel are left out. Work runs in parallel, a few blocks at a
   * time; what it gives is handed over one by one, always in the same order, so that sums do not
   * depend on the number of threads.
   *
   * @param work must neither write to nor keep the block's arrays
   * @param inOrder takes each result, on the calling thread
   * @throws org.chronocube.cube.CancelledException when cancelled
   */
  <T> void forEach(Function<PairBlock, T> work, Consumer<T> inOrder);
}
