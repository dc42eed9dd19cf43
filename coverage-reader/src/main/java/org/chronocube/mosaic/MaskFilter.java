// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.BitSet;
import org.chronocube.kernel.Dilation;
import org.chronocube.kernel.Neighbourhood;
import org.chronocube.raster.RasterBlock;

/**
 * A mask rule with dilation, on the mask band's own pixels: what the rule takes away, and what lies
 * within the radius, becomes invalid. On an overview the radius shrinks with the pixels.
 *
 * @param rule whose test it is
 */
public record MaskFilter(MaskRule rule) implements Neighbourhood {

  @Override
  public int margin(double factor) {
    return Dilation.reach(rule.dilation(), factor);
  }

  @Override
  public RasterBlock apply(RasterBlock block, Level level) {
    float[] samples = block.samples();
    BitSet hit = new BitSet(samples.length);
    for (int i = 0; i < samples.length; i++) {
      if (block.mask().isValid(i)
          && !rule.isValid(samples[i], level.scaling().toPhysical(samples[i]))) {
        hit.set(i);
      }
    }
    BitSet grown =
        Dilation.disk(hit, block.shape(), rule.dilation(), level.factorX(), level.factorY());
    for (int i = grown.nextSetBit(0); i >= 0; i = grown.nextSetBit(i + 1)) {
      block.mask().setInvalid(i);
    }
    return block;
  }
}
