// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import java.util.Locale;

/** How a sample is made from source pixels that do not line up with it. */
public enum Resampling {
  /** The pixel under the target's centre. */
  NEAREST,
  /** Triangle filter over 2 × 2 pixels, wider when reducing. */
  BILINEAR,
  /** Catmull-Rom cubic convolution (a = −0.5) over 4 × 4 pixels, wider when reducing. */
  CUBIC,
  /** Mean of the pixels under the target's footprint, weighted by area. */
  AVERAGE;

  /**
   * @throws IllegalArgumentException naming the known methods
   */
  public static Resampling parse(String name) {
    for (Resampling r : values()) {
      if (r.name().equalsIgnoreCase(name)) {
        return r;
      }
    }
    throw new IllegalArgumentException(
        "resampling must be one of nearest, bilinear, cubic, average, was " + name);
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
