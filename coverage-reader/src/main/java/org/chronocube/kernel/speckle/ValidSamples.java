// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

import org.chronocube.raster.RasterBlock;

/** Samples in which invalid pixels are 0, so that sums need no branch. */
final class ValidSamples {

  private final int height;
  private final int width;
  private final float[] values;
  private final float[] weights;

  private ValidSamples(int height, int width, float[] values, float[] weights) {
    this.height = height;
    this.width = width;
    this.values = values;
    this.weights = weights;
  }

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

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** Row-major; not to be written to. */
  float[] values() {
    return values;
  }

  /** 1 = valid, 0 = not; null when every pixel is valid. */
  float[] weights() {
    return weights;
  }

  boolean isValid(int index) {
    return weights == null || weights[index] != 0;
  }
}
