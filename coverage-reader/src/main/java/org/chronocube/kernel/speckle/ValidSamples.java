// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

import org.chronocube.raster.RasterBlock;

/**
 * Samples in which invalid pixels are 0, so that sums need no branch.
 *
 * @param values row-major
 * @param weights 1 = valid, 0 = not; null when every pixel is valid
 */
record ValidSamples(int height, int width, float[] values, float[] weights) {

  static ValidSamples of(RasterBlock block) {
    int height = block.shape().height();
    int width = block.shape().width();
    if (block.mask().isAllValid()) {
      return new ValidSamples(height, width, block.samples(), null);
    }
    float[] values = new float[block.samples().length];
    float[] weights = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      if (block.mask().isValid(i)) {
        values[i] = block.samples()[i];
        weights[i] = 1;
      }
    }
    return new ValidSamples(height, width, values, weights);
  }

  boolean isValid(int index) {
    return weights == null || weights[index] != 0;
  }
}
