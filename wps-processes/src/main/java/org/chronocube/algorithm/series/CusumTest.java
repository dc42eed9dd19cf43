// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Layer.Role;

/**
 * Changes of the mean of a series by cumulative sums and a permutation test (Taylor 2000; for
 * Sentinel-1: Ruiz-Ramos et al. 2020, Ygorra et al. 2021).
 *
 * <p>Sᵢ = Σ (xⱼ − x̄) over j ≤ i; the range max S − min S is compared with that of the same values
 * in random orders. p = (1 + number of orders whose range is as large) / (1 + number of orders),
 * which holds its false-alarm rate exactly where the values can be exchanged without a change,
 * whatever their distribution; the confidence is 1 − p (Taylor's is at most 1/(1 + orders) higher).
 * The change is between the date of the largest |S| and the next: that next date is reported. The
 * magnitude is the mean after it minus the mean before it, up to the neighbouring changes.
 *
 * <p>The range does not change when the order is turned round, so few values have few ranges: the
 * smallest p of n values is about n / C(n, n/2), 0.04 for 10, 0.013 for 12, 0.001 for 16. Below 20
 * values the test is careful: its false-alarm rate is smaller than the significance.
 *
 * <p>For more than one change the two sides are tested in the same way, the surest change first, as
 * long as changes are significant.
 *
 * <p>Drawing ends early when p is certain to be above the significance (Besag and Clifford 1991); p
 * is then exceedances over draws. Orders are drawn by SplitMix64 seeded with a hash of the values
 * themselves, so a pixel has the same result in every block, thread and run.
 *
 * <p>Seasons are changes of the mean too: harmonics take them out first (ordinary least squares
 * without trend), of the series and of every random order of its residuals (Freedman and Lane
 * 1983), as fitting takes some of any change out as well. Parts of a series are tested without
 * fitting again. Values that depend on the ones before raise the false-alarm rate, and so do
 * trends. Dates without a value are left out; too few values have no answer at all, so that they
 * are not taken for "no change".
 *
 * @param harmonics of the year that are taken out first, 0..5; 0 takes out nothing
 * @param maxBreaks most changes, 1..10
 * @param significance largest p of a change, &gt; 0, at most 0.5
 * @param permutations random orders, 99..99999
 * @param minValues fewest values that are tested, of the series and of each part, ≥ 5
 */
public record CusumTest(
    int harmonics, int maxBreaks, double significance, int permutations, int minValues)
    implements SeriesMethod {

  /** Orders by default: with the series itself a thousand, as Taylor recommends. */
  public static final int DEFAULT_PERMUTATIONS = 999;

  /** Fewest values by default. */
  public static final int DEFAULT_MIN_VALUES = 10;

  public CusumTest {
    if (harmonics < 0 || harmonics > 5) {
      throw new InvalidParameterException("harmonics", "harmonics must be 0..5, was " + harmonics);
    }
    if (maxBreaks < 1 || maxBreaks > 10) {
      throw new InvalidParameterException("maxBreaks", "maxBreaks must be 1..10, was " + maxBreaks);
    }
    if (!(significance > 0 && significance <= 0.5)) {
      throw new InvalidParameterException(
          "significance", "significance must be > 0 and <= 0.5, was " + significance);
    }
    if (permutations < 99 || permutations > 99_999) {
      throw new InvalidParameterException(
          "permutations", "permutations must be 99..99999, was " + permutations);
    }
    if (significance * (permutations + 1) < 1) {
      throw new InvalidParameterException(
          "permutations",
          "permutations must be >= 1 / significance - 1, was "
              + permutations
              + " for "
              + significance);
    }
    if (minValues < 5) {
      throw new InvalidParameterException("minValues", "minValues must be >= 5, was " + minValues);
    }
  }

  /** One change at 0.05, nothing taken out. */
  public CusumTest() {
    this(0, 1, 0.05, DEFAULT_PERMUTATIONS, DEFAULT_MIN_VALUES);
  }

  @Override
  public void check(int bands, SeriesTimes times) {
    OneBand.check(bands);
    OneBand.checkDates(times, minValues);
  }

  @Override
  public List<Layer> layers(int bands, SeriesTimes times) {
    List<Layer> layers = new ArrayList<>();
    layers.add(Layer.date("date", "First date after the largest change of the mean"));
    layers.add(
        new Layer("magnitude", "", "Mean after that change minus mean before", Role.MAGNITUDE));
    layers.add(
        new Layer(
            "confidence",
            "",
            "1 - p of that change, or of none if there is none",
            Role.CONFIDENCE));
    // A VALUE: what is change is told by the test, not by a threshold of the statistic.
    layers.add(
        Layer.value(
            "statistic",
            "",
            "Range of the cumulative sums over standard deviation and root of count"));
    layers.add(Layer.value("breaks", "", "Number of significant changes"));
    for (int k = 1; k <= maxBreaks && maxBreaks > 1; k++) {
      // Their role is VALUE: maps are made of the largest change.
      layers.add(Layer.value("date_" + k, Layer.DAYS, "Date of change " + k + " in time"));
      layers.add(Layer.value("magnitude_" + k, "", "Magnitude of change " + k));
      layers.add(Layer.value("confidence_" + k, "", "1 - p of change " + k));
    }
    layers.add(Layer.value("count", "", "Number of values"));
    return List.copyOf(layers);
  }

  @Override
  public SeriesWorker worker(int bands, SeriesTimes times) {
    return new CusumWorker(this, times);
  }
}
