// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PairPixels;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.ValidMask;

/**
 * Tells the layers of a method, and whether it takes so many bands, before there are images: by
 * trying it on a few made-up pixels. Samples are like reflectances: 0.1 to 0.8, with noise between
 * the times.
 */
final class PairProbe implements PairPixels {

  private static final int SIDE = 64;

  private final int bands;
  private final PairBlock block;

  private PairProbe(int bands, int margin) {
    this.bands = bands;
    Window window = new Shape(SIDE, SIDE).window();
    int padded = (SIDE + 2 * margin) * (SIDE + 2 * margin);
    SplittableRandom random = new SplittableRandom(1);
    float[][] before = new float[bands][padded];
    float[][] after = new float[bands][padded];
    for (int b = 0; b < bands; b++) {
      for (int i = 0; i < padded; i++) {
        before[b][i] = (float) random.nextDouble(0.1, 0.8);
        after[b][i] = before[b][i] + (float) (0.005 * random.nextGaussian());
      }
    }
    this.block =
        new PairBlock(
            window,
            margin,
            before,
            after,
            ValidMask.allValid(padded),
            ValidMask.allValid(SIDE * SIDE));
  }

  /**
   * The layers a method has for so many bands.
   *
   * @throws org.chronocube.InvalidParameterException when the bands do not fit the method
   */
  static List<Layer> layers(PairMethod method, int bands) {
    return method.fit(new PairProbe(bands, method.margin())).layers();
  }

  @Override
  public int bands() {
    return bands;
  }

  @Override
  public <T> void forEach(Function<PairBlock, T> work, Consumer<T> inOrder) {
    inOrder.accept(work.apply(block));
  }
}
