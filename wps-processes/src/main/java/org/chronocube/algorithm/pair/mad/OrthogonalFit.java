// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import org.chronocube.InvalidParameterException;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.RealMatrix;

/**
 * The line before = intercept + slope·after of one band by orthogonal regression, which allows for
 * noise in both images alike (Canty, Nielsen & Schmidt 2004, Remote Sensing of Environment
 * 91:441-451, eq. 14-17), and how it does on pixels it was not learned from.
 *
 * @param slope of the first principal axis of (after, before)
 * @param intercept in the unit of the band
 * @param correlation of the band before and after, on the pixels learned from
 * @param t of the paired test that the means of before and normalised after are equal, on the
 *     held-out pixels; near 0 is good
 * @param tProbability two-sided
 * @param f ratio of the variances of normalised after and before, on the held-out pixels; near 1 is
 *     good
 * @param fProbability two-sided
 */
record OrthogonalFit(
    double slope,
    double intercept,
    double correlation,
    double t,
    double tProbability,
    double f,
    double fProbability) {

  static OrthogonalFit of(PairMoments training, PairMoments holdOut, int band, int bands) {
    RealMatrix c = training.covariance();
    double xx = c.getEntry(bands + band, bands + band);
    double yy = c.getEntry(band, band);
    double xy = c.getEntry(band, bands + band);
    double correlation = xy / Math.sqrt(xx * yy);
    if (!(correlation > 0)) {
      throw new InvalidParameterException(
          "noChange",
          "noChange must take in pixels that correlate in each band (a lower one, or fewer"
              + " iterations, take in more), those of band "
              + (band + 1)
              + " have "
              + correlation);
    }
    double slope = (yy - xx + Math.hypot(yy - xx, 2 * xy)) / (2 * xy);
    double[] means = training.means();
    return tested(
        slope, means[band] - slope * means[bands + band], correlation, holdOut, band, bands);
  }

  private static OrthogonalFit tested(
      double slope,
      double intercept,
      double correlation,
      PairMoments holdOut,
      int band,
      int bands) {
    RealMatrix c = holdOut.covariance();
    double xx = slope * slope * c.getEntry(bands + band, bands + band);
    double yy = c.getEntry(band, band);
    double xy = slope * c.getEntry(band, bands + band);
    double[] means = holdOut.means();
    double n = holdOut.count();
    double difference = means[band] - intercept - slope * means[bands + band];
    double t = difference / Math.sqrt((xx + yy - 2 * xy) / n);
    double f = xx / yy;
    double tail = new FDistribution(n - 1, n - 1).cumulativeProbability(f);
    return new OrthogonalFit(
        slope,
        intercept,
        correlation,
        t,
        2 * new TDistribution(n - 1).cumulativeProbability(-Math.abs(t)),
        f,
        2 * Math.min(tail, 1 - tail));
  }
}
