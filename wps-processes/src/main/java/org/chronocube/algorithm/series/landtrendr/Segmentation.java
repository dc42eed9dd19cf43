// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

/**
 * Segments one series after the other: vertices, models of ever fewer segments, the choice among
 * them. Disturbance is an increase. For one thread.
 */
final class Segmentation {

  /** A recovery of the whole range within 4 years is no faster than 0.25 a year. */
  private static final double ROUNDING = 1 + 1e-9;

  private final LandTrendr settings;
  private final VertexSearch search;
  private final Fitting fitting;
  private final Trace original;
  private final Trace[] models;
  private int size;

  Segmentation(LandTrendr settings, int maxCount) {
    this.settings = settings;
    int wanted = settings.maxSegments() + 1;
    int room = wanted + settings.vertexCountOvershoot() + 1;
    search = new VertexSearch(room, maxCount);
    fitting = new Fitting(wanted + 1);
    original = new Trace(wanted + 1, maxCount);
    models = new Trace[wanted];
    for (int i = 0; i < models.length; i++) {
      models[i] = new Trace(wanted + 1, maxCount);
    }
  }

  /**
   * The model of a series.
   *
   * @param x years, ascending
   * @param y values; spikes and years of disallowed recoveries are smoothed in place
   * @param n observations, at least 4
   * @return valid until the next call; of one flat segment and p &gt; pValue where no model is
   *     significant
   */
  Trace fit(double[] x, double[] y, int n) {
    Spikes.dampen(y, n, settings.spikeThreshold());
    search.find(x, y, n, settings.maxSegments() + 1, settings.vertexCountOvershoot(), original);
    build(x, y, n, false);
    Trace best = choose(x);
    if (best.p > settings.pValue()) {
      build(x, y, n, true);
      best = choose(x);
    }
    if (best.p > settings.pValue()) {
      flatten(best, x, y, n);
    }
    return best;
  }

  /** Models of all vertices, one less, … one segment. */
  private void build(double[] x, double[] y, int n, boolean free) {
    size = original.segments();
    for (int m = 0; m < size; m++) {
      Trace model = models[m];
      model.copyVertices(m == 0 ? original : models[m - 1]);
      if (m > 0 && free) {
        model.remove(weakest(x, y, model));
      } else if (m > 0) {
        simplify(x, y, models[m - 1], model);
      }
      if (free) {
        fitting.free(x, y, model);
      } else {
        Fitting.anchored(x, y, model);
      }
      double mean = Regression.mean(y, 0, n - 1);
      double total = Regression.residual(x, y, 0, n - 1, mean, 0);
      model.p = Significance.pOfF(model.residual(y, n), total, n, model.segments());
    }
  }

  /**
   * Takes out a vertex: the later one of the recovery that is disallowed, if there is one, else the
   * one that is missed least. The value at a disallowed recovery is taken for wrong and
   * interpolated.
   */
  private void simplify(double[] x, double[] y, Trace before, Trace model) {
    int violator = violator(x, before);
    if (violator < 0) {
      model.remove(weakest(x, y, model));
      return;
    }
    int vertex = violator + 1;
    int i = model.at[vertex];
    if (vertex == model.count - 1) {
      y[i] = y[i - 1];
      model.value[vertex] = y[i];
      model.remove(weakest(x, y, model));
    } else {
      double slope = (y[i + 1] - y[i - 1]) / (x[i + 1] - x[i - 1]);
      y[i] = y[i - 1] + slope * (x[i] - x[i - 1]);
      model.remove(vertex);
    }
  }

  /** The segment of the fastest recovery among those that are disallowed; -1 if none is. */
  private int violator(double[] x, Trace trace) {
    double range = trace.range();
    int violator = -1;
    double worst = settings.recoveryThreshold() * ROUNDING;
    for (int s = 0; s < trace.segments(); s++) {
      if (trace.slope[s] < 0) {
        double rate = -trace.slope[s] / range;
        boolean oneYear =
            settings.preventOneYearRecovery() && x[trace.at[s + 1]] - x[trace.at[s]] < 1.5;
        double severity = oneYear ? 1 + rate : rate;
        if (severity > worst) {
          worst = severity;
          violator = s;
        }
      }
    }
    return violator;
  }

  /** The inner vertex without which the series is missed least. */
  private static int weakest(double[] x, double[] y, Trace trace) {
    int weakest = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int v = 1; v < trace.count - 1; v++) {
      int first = trace.at[v - 1];
      int last = trace.at[v + 1];
      double span = x[last] - x[first];
      double slope = (trace.value[v + 1] - trace.value[v - 1]) / span;
      double error = Regression.residual(x, y, first, last, trace.value[v - 1], slope) / span;
      if (error < least) {
        least = error;
        weakest = v;
      }
    }
    return weakest;
  }

  /**
   * The model of most segments whose p is near the least one; without disallowed recoveries, unless
   * all have some.
   */
  private Trace choose(double[] x) {
    Trace best = models[0];
    for (int turn = 0; turn <= size + 1; turn++) {
      best = pick();
      if (violator(x, best) < 0) {
        return best;
      }
      best.p = 1;
    }
    return best;
  }

  private Trace pick() {
    double least = 1;
    for (int m = 0; m < size; m++) {
      least = Math.min(least, models[m].p);
    }
    if (least == 0) {
      // Of models that go through all values the simplest.
      int m = size - 1;
      while (models[m].p > 0) {
        m--;
      }
      return models[m];
    }
    double limit = (2 - settings.bestModelProportion()) * least;
    int m = 0;
    while (models[m].p > limit) {
      m++;
    }
    return models[m];
  }

  private static void flatten(Trace trace, double[] x, double[] y, int n) {
    trace.count = 2;
    trace.at[0] = 0;
    trace.at[1] = n - 1;
    trace.value[0] = Regression.mean(y, 0, n - 1);
    trace.value[1] = trace.value[0];
    trace.draw(x);
  }
}
