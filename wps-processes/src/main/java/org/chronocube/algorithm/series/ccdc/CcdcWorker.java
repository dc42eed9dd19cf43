// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

import java.util.Arrays;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;

/** {@link ContinuousChangeDetection} of one pixel after the other. */
final class CcdcWorker implements SeriesWorker {

  private final int bands;
  private final int[] detectionBands;
  private final int maxSegments;
  private final Observations observations;
  private final Detection detection;

  CcdcWorker(CcdcParameters parameters, int bands, SeriesTimes times) {
    this.bands = bands;
    this.detectionBands = parameters.detection(bands);
    this.maxSegments = parameters.maxSegments();
    this.observations = new Observations(times.days());
    this.detection = new Detection(parameters, times.days(), bands);
  }

  @Override
  public void compute(float[][] values, float[] result) {
    Arrays.fill(result, Float.NaN);
    observations.load(values);
    Segments segments = detection.segments(observations);
    if (segments.count() == 0) {
      return;
    }
    int at = breaks(segments, result);
    for (int s = 0; s < Math.min(maxSegments, segments.count()); s++) {
      at = segment(segments, s, result, at);
    }
  }

  private int breaks(Segments segments, float[] result) {
    int count = 0;
    int first = -1;
    int last = -1;
    int largest = -1;
    double magnitude = 0;
    for (int s = 0; s < segments.count(); s++) {
      if (!Double.isNaN(segments.breakDay(s))) {
        count++;
        first = first < 0 ? s : first;
        last = s;
        double size = magnitude(segments, s);
        if (largest < 0 || size > magnitude) {
          largest = s;
          magnitude = size;
        }
      }
    }
    result[0] = count;
    result[3] = 0;
    result[4] = count > 0 ? 1 : (float) detection.endProbability();
    result[7] = segments.count();
    if (count > 0) {
      result[1] = (float) segments.breakDay(largest);
      result[2] = (float) magnitude;
      result[3] = (float) segments.statistic(largest);
      result[5] = (float) segments.breakDay(first);
      result[6] = (float) segments.breakDay(last);
      for (int b = 0; b < bands; b++) {
        result[8 + b] = (float) segments.magnitude(largest, b);
      }
    }
    return 8 + bands;
  }

  private double magnitude(Segments segments, int segment) {
    double sum = 0;
    for (int b : detectionBands) {
      double m = segments.magnitude(segment, b);
      sum += m * m;
    }
    return Math.sqrt(sum);
  }

  private int segment(Segments segments, int s, float[] result, int offset) {
    int at = offset;
    result[at++] = (float) segments.start(s);
    result[at++] = (float) segments.end(s);
    result[at++] = (float) segments.breakDay(s);
    result[at++] = segments.observations(s);
    double middle = (segments.start(s) + segments.end(s)) / 2;
    for (int b = 0; b < bands; b++) {
      double slope = segments.coefficient(s, b, 1);
      result[at++] = (float) (segments.coefficient(s, b, 0) + slope * middle);
      result[at++] = (float) (slope * SeasonModel.YEAR);
      for (int k = 2; k < 8; k++) {
        result[at++] = (float) segments.coefficient(s, b, k);
      }
      result[at++] = (float) segments.rmse(s, b);
    }
    return at;
  }
}
