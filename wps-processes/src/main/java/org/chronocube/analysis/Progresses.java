// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import org.chronocube.cube.Progress;

/** Parts of a progress. */
final class Progresses {

  private Progresses() {}

  /** Progress of the part of a whole between two fractions of it. */
  static Progress between(Progress whole, double from, double to) {
    return new Progress() {
      @Override
      public void report(double fraction) {
        whole.report(from + fraction * (to - from));
      }

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }
    };
  }

  /** Progress of the i-th of n equal parts. */
  static Progress part(Progress whole, int i, int n) {
    return between(whole, (double) i / n, (i + 1.0) / n);
  }
}
