// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.grid.Window;
import org.chronocube.raster.ValidMask;

/** Makes {@link PairBlock}s of what was read. */
public final class PairBlocks {

  private PairBlocks() {}

  /**
   * @param data valid pixels of the window with its margin
   */
  public static PairBlock of(
      Area area, Window window, int margin, float[][] before, float[][] after, ValidMask data) {
    ValidMask valid = area.mask(window);
    if (margin == 0) {
      valid.and(data);
    } else {
      int width = window.width() + 2 * margin;
      for (int i = 0; i < valid.size(); i++) {
        int row = i / window.width() + margin;
        int col = i % window.width() + margin;
        if (!data.isValid(row * width + col)) {
          valid.setInvalid(i);
        }
      }
    }
    return new PairBlock(window, margin, before, after, data, valid);
  }
}
