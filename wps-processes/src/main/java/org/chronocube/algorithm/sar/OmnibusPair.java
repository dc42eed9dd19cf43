// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.Objects;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PairPixels;
import org.chronocube.algorithm.pair.PairTransform;
import org.chronocube.algorithm.threshold.FixedThreshold;
import org.chronocube.kernel.speckle.PowerScale;

/**
 * The omnibus test of two dates: is the power of all polarisations the same (Conradsen, Nielsen,
 * Schou and Skriver 2003, "A test statistic in the complex Wishart distribution and its application
 * to change detection in polarimetric SAR data", IEEE TGRS 41:4-19, for diagonal matrices)? The
 * test statistic is −2 ln Q of {@link OmnibusTest} with k = 2, of the mean powers of a window; it
 * is told in units of its critical value, so that change is above 1 ({@link #THRESHOLD}).
 *
 * <p>Given looks are those of one pixel, and pixels are taken to be independent; estimated ones are
 * those of the means themselves.
 */
public final class OmnibusPair implements PairMethod {

  /** What parts change and no change at the level of significance. */
  public static final FixedThreshold THRESHOLD = new FixedThreshold(1);

  private final int window;
  private final Double looks;
  private final double alpha;
  private final PowerScale values;
  private final TestLaw law;

  /**
   * @param window side of the square of pixels whose mean power is compared, odd
   * @param looks equivalent number of looks of one pixel; null to estimate them
   * @param alpha level of significance, more than 1e-7, less than 1
   */
  public OmnibusPair(int window, Double looks, double alpha, PowerScale values, TestLaw law) {
    RatioParameters.checkWindow("window", window);
    this.window = window;
    this.looks = looks;
    // Checks looks, if there are any, and alpha.
    OmnibusParameters checked =
        new OmnibusParameters(looks == null ? 1 : looks, alpha, values, law);
    this.alpha = checked.alpha();
    this.values = Objects.requireNonNull(values, "values");
    this.law = law;
  }

  @Override
  public int margin() {
    return looks == null ? LooksEstimate.margin(window) : window / 2;
  }

  @Override
  public int passes() {
    return looks == null ? 1 : 0;
  }

  @Override
  public PairTransform fit(PairPixels pixels) {
    if (pixels.bands() > OmnibusTest.MAX_BANDS) {
      throw new InvalidParameterException(
          "bands",
          "bands must be 1 to " + OmnibusTest.MAX_BANDS + " polarisations, were " + pixels.bands());
    }
    double cellLooks =
        looks == null ? LooksEstimate.of(pixels, window, values) : looks * window * window;
    return new OmnibusPairTransform(
        new RatioParameters(window, values, Combination.MEAN),
        cellLooks,
        new OmnibusLaws(cellLooks, pixels.bands(), alpha, law));
  }
}
