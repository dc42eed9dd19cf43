// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chronocube.algorithm.series.SeriesTimes;

/** The periods that the dates of a series fall into, those without a date left out. */
final class Periods {

  private final Period period;
  private final int[] starts;
  private final SeriesTimes times;

  // starts: index of the first date of each period, and the number of dates.
  private Periods(Period period, int[] starts, SeriesTimes times) {
    this.period = period;
    this.starts = starts;
    this.times = times;
  }

  /**
   * @param instants ascending
   */
  static Periods of(Period period, List<Instant> instants) {
    if (period.unit() == Period.Unit.NONE) {
      return new Periods(period, new int[0], SeriesTimes.of(instants));
    }
    List<Integer> starts = new ArrayList<>();
    List<Double> middles = new ArrayList<>();
    LocalDate current = null;
    for (int i = 0; i < instants.size(); i++) {
      LocalDate first = first(period, instants.get(i));
      if (!first.equals(current)) {
        starts.add(i);
        middles.add((first.toEpochDay() + next(period, first).toEpochDay()) / 2.0);
        current = first;
      }
    }
    starts.add(instants.size());
    return new Periods(
        period,
        starts.stream().mapToInt(i -> i).toArray(),
        new SeriesTimes(middles.stream().mapToDouble(d -> d).toArray()));
  }

  private static LocalDate first(Period period, Instant instant) {
    LocalDate day = instant.atZone(ZoneOffset.UTC).toLocalDate();
    return period.unit() == Period.Unit.YEAR ? day.withDayOfYear(1) : day.withDayOfMonth(1);
  }

  private static LocalDate next(Period period, LocalDate first) {
    return period.unit() == Period.Unit.YEAR ? first.plusYears(1) : first.plusMonths(1);
  }

  /** True when every date stands for itself. */
  boolean isPlain() {
    return period.unit() == Period.Unit.NONE;
  }

  /** The dates themselves, or the middle of each period. */
  SeriesTimes times() {
    return times;
  }

  /**
   * Makes one value of each period.
   *
   * @param dates [band][date]
   * @param reduced [band][period], NaN where no date has a value
   * @param scratch as long as there are dates
   */
  void reduce(float[][] dates, float[][] reduced, float[] scratch) {
    for (int band = 0; band < dates.length; band++) {
      for (int p = 0; p < starts.length - 1; p++) {
        int n = 0;
        for (int i = starts[p]; i < starts[p + 1]; i++) {
          if (!Float.isNaN(dates[band][i])) {
            scratch[n++] = dates[band][i];
          }
        }
        reduced[band][p] = n == 0 ? Float.NaN : reduce(scratch, n);
      }
    }
  }

  private float reduce(float[] values, int n) {
    return switch (period.reduction()) {
      case MEAN -> mean(values, n);
      case MEDIAN -> {
        Arrays.sort(values, 0, n);
        yield (values[(n - 1) / 2] + values[n / 2]) / 2;
      }
      case MIN -> {
        Arrays.sort(values, 0, n);
        yield values[0];
      }
      case MAX -> {
        Arrays.sort(values, 0, n);
        yield values[n - 1];
      }
    };
  }

  private static float mean(float[] values, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += values[i];
    }
    return (float) (sum / n);
  }
}
