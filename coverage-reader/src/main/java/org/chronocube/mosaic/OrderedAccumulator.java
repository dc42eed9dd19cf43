// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/** The first scene that has a pixel gives it. */
final class OrderedAccumulator implements MosaicAccumulator {

  private final Shape tile;
  private final int bands;

  /** Null before the first contribution. */
  private List<RasterBlock> result;

  OrderedAccumulator(Shape tile, int bands) {
    this.tile = tile;
    this.bands = bands;
  }

  @Override
  public boolean feed(Contribution contribution) {
    List<ValidMask> masks =
        contribution.bands().stream().flatMap(Optional::stream).map(RasterBlock::mask).toList();
    if (masks.isEmpty()) {
      return false;
    }
    ValidMask valid = ValidMask.allValid(masks);
    if (result == null && masks.size() == bands && contribution.at().equals(tile.window())) {
      result = adopt(contribution, valid);
      return !valid.isNoneValid();
    }
    boolean used = false;
    allocate();
    for (int b = 0; b < result.size(); b++) {
      Optional<RasterBlock> block = contribution.bands().get(b);
      if (block.isPresent()) {
        used |= fill(result.get(b), block.get(), valid, contribution.at());
      }
    }
    return used;
  }

  private void allocate() {
    if (result == null) {
      result = Tiles.allocate(tile, bands);
    }
  }

  // Mostly one scene has the whole tile.
  private static List<RasterBlock> adopt(Contribution contribution, ValidMask valid) {
    for (Optional<RasterBlock> block : contribution.bands()) {
      block.orElseThrow().mask().and(valid);
    }
    return contribution.bands().stream().map(Optional::orElseThrow).toList();
  }

  private boolean fill(RasterBlock to, RasterBlock from, ValidMask valid, Window at) {
    boolean used = false;
    for (int r = 0; r < at.height(); r++) {
      int row = r * at.width();
      int stop = row + at.width();
      int shift = (at.rowStart() + r) * tile.width() + at.colStart() - row;
      int i = valid.nextValid(row, stop);
      while (i < stop) {
        int end = valid.nextInvalid(i, stop);
        used |= fill(to, from, i, end, shift);
        i = valid.nextValid(end, stop);
      }
    }
    return used;
  }

  // A run of valid pixels goes where the result has none yet.
  private static boolean fill(RasterBlock to, RasterBlock of, int from, int stop, int shift) {
    ValidMask filled = to.mask();
    boolean used = false;
    int last = stop + shift;
    int i = filled.nextInvalid(from + shift, last);
    while (i < last) {
      int end = filled.nextValid(i, last);
      to.copyRun(of, i - shift, i, end - i);
      filled.setRange(i, end);
      used = true;
      i = filled.nextInvalid(end, last);
    }
    return used;
  }

  @Override
  public boolean needs(Window at, BitSet present) {
    if (result == null) {
      return !present.isEmpty() && !at.isEmpty();
    }
    for (int b = present.nextSetBit(0); b >= 0; b = present.nextSetBit(b + 1)) {
      ValidMask filled = result.get(b).mask();
      for (int r = at.rowStart(); r < at.rowStop(); r++) {
        int from = r * tile.width() + at.colStart();
        if (!filled.isRangeValid(from, from + at.width())) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public List<RasterBlock> result() {
    allocate();
    return result;
  }
}
