// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

/** Where the values of a layer come from, an array or a band that lies elsewhere. */
@FunctionalInterface
public interface PixelValues {

  /**
   * @param pixel row-major index
   * @return NaN where there is none
   */
  float at(int pixel);

  static PixelValues of(float[] samples) {
    return pixel -> samples[pixel];
  }
}
