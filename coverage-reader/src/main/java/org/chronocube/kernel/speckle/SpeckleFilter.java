// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.chronocube.raster.RasterBlock;

/**
 * A spatial speckle filter and its parameters.
 *
 * @param kind the formula
 * @param window side of the square window in pixels, odd, 3 to {@value #MAX_WINDOW}; 7 for refined
 *     Lee
 * @param looks equivalent number of looks L of the samples, > 0; not used by boxcar
 */
public record SpeckleFilter(Kind kind, int window, double looks) {

  /** Larger windows blur more than speckle. */
  public static final int MAX_WINDOW = 101;

  /** The formulas, with y the pixel and m, Ci, Cu as the package says. */
  public enum Kind {
    /** The mean of the window: m. */
    BOXCAR,
    /**
     * Lee: m + W·(y − m) with W = max(0, 1 − Cu²/Ci²). J.-S. Lee, "Digital image enhancement and
     * noise filtering by use of local statistics", IEEE PAMI 2(2), 1980, in the form that Lopes,
     * Touzi and Nezry (IEEE TGRS 28(6), 1990) give for multiplicative noise.
     */
    LEE,
    /**
     * Refined Lee: as {@link #LEE}, but over the half of a 7 × 7 window that lies on the pixel's
     * side of the strongest edge, with the weight of minimum mean square error W = max(0, 1 −
     * Cu²/Ci²) / (1 + Cu²). J.-S. Lee, "Refined filtering of image noise using local statistics",
     * Computer Graphics and Image Processing 15, 1981; the edge templates are those of Lee, Grunes
     * and de Grandi (IEEE TGRS 37(5), 1999). Where a 3 × 3 sub-window has no valid pixel, as along
     * the edge of the image, the whole window is used.
     */
    REFINED_LEE,
    /**
     * Gamma maximum a posteriori: m where Ci ≤ Cu, y where Ci ≥ √2·Cu, between them (b·m + √(b²m² +
     * 4αLym)) / 2α with α = (1 + Cu²)/(Ci² − Cu²) and b = α − L − 1. A. Lopes, E. Nezry, R. Touzi,
     * H. Laur, "Structure detection and statistical adaptive speckle filtering in SAR images",
     * International Journal of Remote Sensing 14(9), 1993.
     */
    GAMMA_MAP;

    /** As in configuration: {@code refined-lee}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException when there is no such filter
     */
    public static Kind parse(String id) {
      return Arrays.stream(values())
          .filter(k -> k.id().equals(id))
          .findFirst()
          .orElseThrow(
              () -> new IllegalArgumentException("filter must be one of " + ids() + ", was " + id));
    }

    private static String ids() {
      return Arrays.stream(values()).map(Kind::id).collect(Collectors.joining(", "));
    }
  }

  public SpeckleFilter {
    Objects.requireNonNull(kind, "kind");
    if (window < 3 || window > MAX_WINDOW || window % 2 == 0) {
      throw new IllegalArgumentException(
          "window must be odd and 3 to " + MAX_WINDOW + ", was " + window);
    }
    if (kind == Kind.REFINED_LEE && window != RefinedLeeLoop.WINDOW) {
      throw new IllegalArgumentException(
          "window of refined-lee must be " + RefinedLeeLoop.WINDOW + ", was " + window);
    }
    if (!(looks > 0 && Double.isFinite(looks))) {
      throw new IllegalArgumentException("looks must be > 0, was " + looks);
    }
  }

  /** How many pixels around a pixel its value depends on. */
  public int margin() {
    return window / 2;
  }

  /** The same filter for samples of another number of looks. */
  public SpeckleFilter withLooks(double other) {
    return new SpeckleFilter(kind, window, other);
  }

  /**
   * Filters an image.
   *
   * @param power linear power; not written to
   * @return an image of its own with the same valid pixels
   */
  public RasterBlock filter(RasterBlock power) {
    RasterBlock result =
        new RasterBlock(power.shape(), new float[power.samples().length], power.mask().copy());
    if (power.mask().isNoneValid()) {
      return result;
    }
    ValidSamples samples = ValidSamples.of(power);
    if (kind == Kind.REFINED_LEE) {
      new RefinedLeeLoop(samples, looks).run(result.samples());
    } else {
      new MomentLoop(samples, window / 2, kind, looks).run(result.samples());
    }
    return result;
  }
}
