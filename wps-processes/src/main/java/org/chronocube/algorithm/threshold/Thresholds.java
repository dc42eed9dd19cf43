// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import java.util.Locale;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Otsu;

/** The thresholds by their names, as requests write them. */
public final class Thresholds {

  /** Otsu's method on 256 bins, as many as scikit-image takes. */
  public static final OneSided OTSU = Otsu::threshold;

  /** What {@link #parse} reads, for descriptions of parameters. */
  public static final String SYNTAX =
      "otsu, kittler-illingworth, generalised-gaussian, rosin, em, k-means, percentile:P, a number or low..high";

  private static final String PERCENTILE = "percentile:";

  private Thresholds() {}

  /**
   * Reads a threshold.
   *
   * <ul>
   *   <li>{@code otsu}, {@code kittler-illingworth}, {@code rosin}, {@code em} (two Gaussians),
   *       {@code k-means}, {@code percentile:98}: found on the values, by their distance from the
   *       median when they are signed (see {@link OneSided});
   *   <li>{@code generalised-gaussian}: found on the values, two thresholds when they are signed;
   *   <li>a number ≥ 0: values above it are change, of a signed statistic those below its negative
   *       too;
   *   <li>{@code low..high}: values outside are change; {@code low..} and {@code ..high} look at
   *       one side only.
   * </ul>
   *
   * @throws InvalidParameterException when it is none of these
   */
  public static Thresholding parse(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "otsu" -> OTSU;
      case "kittler-illingworth" -> new KittlerIllingworth();
      case "generalised-gaussian" -> new GeneralisedGaussianKi();
      case "rosin" -> new Rosin();
      case "em" -> new GaussianMixture();
      case "k-means" -> new KMeans();
      default -> numbers(word, text);
    };
  }

  private static Thresholding numbers(String word, String text) {
    if (word.startsWith(PERCENTILE)) {
      return new Percentile(number(word.substring(PERCENTILE.length()), text));
    }
    int dots = word.indexOf("..");
    if (dots < 0) {
      return new FixedThreshold(number(word, text));
    }
    String low = word.substring(0, dots);
    String high = word.substring(dots + 2);
    return new FixedRange(
        low.isBlank() ? Double.NEGATIVE_INFINITY : number(low, text),
        high.isBlank() ? Double.POSITIVE_INFINITY : number(high, text));
  }

  private static double number(String number, String text) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw new InvalidParameterException(
          "threshold", "threshold must be " + SYNTAX + ", was " + text, e);
    }
  }
}
