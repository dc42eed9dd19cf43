// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

/** Follows the observations of one pixel after the other and parts them into segments. */
final class Detection {

  private static final double YEAR_DAYS = 365;
  private static final int REFIT_ALWAYS = 24;
  private static final double REFIT_SPAN = 1.33;

  private final int[] bands;
  private final int least;
  private final Thresholds thresholds;
  private final Variogram variograms;
  private final OutlierScreen screen;
  private final SeasonModel model;
  private final Noise noise;
  private final Segments segments;
  private final double[] sorted;

  private Observations series;
  private double[] variogram;
  private int number;
  private double threshold;
  private double endProbability;
  // The observations that the model is of.
  private int start;
  private int stop;

  Detection(CcdcParameters parameters, double[] days, int bandCount) {
    bands = parameters.detection(bandCount);
    least = parameters.minObservations();
    thresholds = new Thresholds(parameters, bands.length, days.length);
    variograms = new Variogram(bandCount, days.length);
    screen = new OutlierScreen(days, parameters.screening(bandCount));
    model = new SeasonModel(days, bandCount, parameters.penalty());
    noise = new Noise(bands, model);
    segments = new Segments(bandCount, days.length / 2 + 2);
    sorted = new double[days.length];
  }

  /** The segments of a series, overwritten by the next; none when it is too short. */
  Segments segments(Observations observations) {
    series = observations;
    segments.clear();
    endProbability = 0;
    if (series.count() <= least) {
      return segments;
    }
    number = thresholds.number(series);
    threshold = thresholds.change(number);
    variogram = variograms.of(series);
    int previousEnd = 0;
    start = 0;
    stop = least;
    while (stop <= series.count() - least && begin()) {
      lookBack(previousEnd);
      if (start - previousEnd > number && segments.count() == 0) {
        addRest(previousEnd, start);
      }
      if (stop + number > series.count()) {
        break;
      }
      lookForward();
      previousEnd = stop;
      start = stop;
      stop += least;
    }
    if (previousEnd + number < series.count()) {
      addRest(previousEnd, series.count());
    }
    return segments;
  }

  /** How many of {@code number} observations at the end already tell a break, as a share. */
  double endProbability() {
    return endProbability;
  }

  /** Moves the window on until a model of it is stable; false when the series ends before. */
  private boolean begin() {
    while (stop + least < series.count()) {
      if (series.span(start, stop) < YEAR_DAYS) {
        stop++;
        continue;
      }
      int outliers = screen.screen(series, start, stop, variogram);
      if (stop - start - outliers < least || spanWithoutOutliers() < YEAR_DAYS) {
        stop++;
        continue;
      }
      for (int i = stop - start - 1; i >= 0 && outliers > 0; i--) {
        if (screen.isOutlier(i)) {
          series.remove(start + i);
        }
      }
      stop -= outliers;
      model.fit(series, start, stop, 4);
      if (isStable()) {
        return true;
      }
      start++;
      stop++;
    }
    return false;
  }

  private double spanWithoutOutliers() {
    int first = start;
    while (screen.isOutlier(first - start)) {
      first++;
    }
    int last = stop - 1;
    while (screen.isOutlier(last - start)) {
      last--;
    }
    return series.day(last) - series.day(first);
  }

  private boolean isStable() {
    double sum = 0;
    for (int b : bands) {
      double drift = Math.abs(model.slope(b) * series.span(start, stop));
      double ends =
          Math.abs(model.fittedResidual(b, start)) + Math.abs(model.fittedResidual(b, stop - 1));
      double ratio = (drift + ends) / Math.max(variogram[b], model.rmse(b));
      sum += ratio * ratio;
    }
    return sum < threshold;
  }

  /** Takes in what was passed by before the window, as far as the model holds. */
  private void lookBack(int previousEnd) {
    noise.ofFit(variogram);
    while (start > previousEnd) {
      int ahead = start - previousEnd > number ? number - 1 : start - previousEnd;
      double first = noise.distance(series, start - 1);
      if (first > threshold && least(start - ahead, start) > threshold) {
        return;
      }
      start--;
      if (first > thresholds.outlier()) {
        series.remove(start);
        stop--;
      }
    }
  }

  // The least distance of the observations from one to before another.
  private double least(int from, int to) {
    double result = Double.POSITIVE_INFINITY;
    for (int i = from; i < to; i++) {
      result = Math.min(result, noise.distance(series, i));
    }
    return result;
  }

  /** Lets the window grow, its model fitted anew at times, until a break or the series' end. */
  private void lookForward() {
    double fittedSpan = 0;
    int fitted = -1;
    while (stop + number <= series.count()) {
      int size = stop - start;
      double span = series.span(start, stop);
      if (fitted < 0
          || (size < REFIT_ALWAYS && stop != fitted)
          || span >= REFIT_SPAN * fittedSpan) {
        fittedSpan = span;
        fitted = stop;
        model.fit(series, start, stop, coefficients(size));
      }
      if (size <= REFIT_ALWAYS) {
        noise.ofFit(variogram);
      } else {
        noise.ofSeason(series, start, fitted, stop + number - 1, variogram);
      }
      double first = noise.distance(series, stop);
      if (first > threshold) {
        double statistic = least(stop, stop + number);
        if (statistic > threshold) {
          addBreak(statistic);
          return;
        }
      }
      if (first > thresholds.outlier()) {
        series.remove(stop);
      } else {
        stop++;
      }
    }
    segments.add(series, start, stop, model);
    int beyond = 0;
    for (int i = series.count() - 1; i >= stop && noise.distance(series, i) > threshold; i--) {
      beyond++;
    }
    endProbability = (double) beyond / number;
  }

  private void addBreak(double statistic) {
    segments.add(series, start, stop, model);
    segments.breakLast(series.day(stop), statistic);
    for (int b = 0; b < variogram.length; b++) {
      for (int i = 0; i < number; i++) {
        sorted[i] = model.residual(series, b, stop + i);
      }
      segments.magnitudeOfLast(b, Medians.of(sorted, number));
    }
  }

  /** A general model of observations that are in no stable segment. */
  private void addRest(int from, int to) {
    endProbability = 0;
    if (to - from > 4) {
      model.fit(series, from, to, 4);
      segments.add(series, from, to, model);
    }
  }

  private static int coefficients(int observations) {
    return observations < 18 ? 4 : observations < 24 ? 6 : 8;
  }
}
