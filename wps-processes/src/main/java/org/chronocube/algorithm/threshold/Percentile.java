// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Histogram;

/**
 * The value that a given share of the samples does not exceed, interpolated within its bin.
 *
 * @param percent 0 to 100, both excluded
 */
public record Percentile(double percent) implements OneSided {

  public Percentile {
    if (!(percent > 0 && percent < 100)) {
      throw new InvalidParameterException(
          "threshold", "threshold percentile must be > 0 and < 100, was " + percent);
    }
  }

  @Override
  public int bins() {
    return 1 << 16;
  }

  @Override
  public double threshold(Histogram histogram) {
    double wanted = histogram.total() * percent / 100;
    if (wanted == 0) {
      return Double.NaN;
    }
    double below = 0;
    int bin = 0;
    while (bin < histogram.bins() - 1 && below + histogram.count(bin) < wanted) {
      below += histogram.count(bin++);
    }
    double part = Math.min(1, (wanted - below) / Math.max(1, histogram.count(bin)));
    return histogram.min() + (bin + part) * histogram.width();
  }
}
