// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.change;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairPixels;
import org.chronocube.grid.Window;
import org.chronocube.raster.ValidMask;

/** Made-up pixels in memory: correlated bands, a twentieth of the pixels changed, all valid. */
final class MadePixels implements PairPixels {

  static final int SIDE = 512;
  static final int PIXELS = SIDE * SIDE;

  private final PairBlock block;

  MadePixels(int bands) {
    SplittableRandom random = new SplittableRandom(5);
    float[][] before = new float[bands][PIXELS];
    float[][] after = new float[bands][PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      double common = random.nextDouble();
      boolean changed = random.nextInt(20) == 0;
      for (int b = 0; b < bands; b++) {
        before[b][i] = (float) (common * (b + 1) + 0.1 * random.nextDouble());
        after[b][i] =
            (float)
                ((changed ? random.nextDouble() : common) * (b + 2) + 0.1 * random.nextDouble());
      }
    }
    ValidMask all = ValidMask.allValid(PIXELS);
    block = new PairBlock(Window.at(0, 0, SIDE, SIDE), 0, before, after, all, all);
  }

  PairBlock block() {
    return block;
  }

  @Override
  public int bands() {
    return block.before().length;
  }

  @Override
  public <T> void forEach(Function<PairBlock, T> work, Consumer<T> inOrder) {
    inOrder.accept(work.apply(block));
  }
}
