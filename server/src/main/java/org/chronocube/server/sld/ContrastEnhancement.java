// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import java.util.Optional;

/**
 * How samples become levels 0 to 255.
 *
 * @param method of stretching
 * @param range limits for the methods that take them; empty: those of the pixels drawn
 * @param gamma > 1 brightens, < 1 darkens: {@code 255 · (level / 255)^(1 / gamma)}
 */
public record ContrastEnhancement(Method method, Optional<Range> range, double gamma) {

  /** No stretch, no gamma. */
  public static final ContrastEnhancement NONE =
      new ContrastEnhancement(Method.NONE, Optional.empty(), 1);

  /** The methods of SLD 1.0, with GeoTools' three ways to normalize. */
  public enum Method {
    /** Bytes as they are; other types from their smallest to their largest value drawn. */
    NONE,
    /** Linear from the lower limit (0) to the upper limit (255), clamped outside. */
    STRETCH,
    /** Values outside the limits become the limit. */
    CLIP,
    /** Values outside the limits become 0. */
    CLIP_TO_ZERO,
    /** Every level gets the same number of pixels. */
    HISTOGRAM
  }

  /**
   * Limits of a stretch, in samples.
   *
   * @param min lower limit
   * @param max upper limit, > min
   */
  public record Range(double min, double max) {

    public Range {
      if (!(min < max) || !Double.isFinite(min) || !Double.isFinite(max)) {
        throw new SldException("minValue must be below maxValue, were " + min + " and " + max);
      }
    }
  }

  public ContrastEnhancement {
    if (!(gamma > 0) || !Double.isFinite(gamma)) {
      throw new SldException("GammaValue must be > 0, was " + gamma);
    }
  }

  /** True when it changes nothing. */
  public boolean isNone() {
    return method == Method.NONE && gamma == 1;
  }
}
