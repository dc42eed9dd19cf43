// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

/** What the sums of a stable series stay within, see {@link BfastMonitor}. */
record Boundary(MonitoringProcess process, double critical) {

  static Boundary of(BfastParameters parameters) {
    MonitoringProcess process = parameters.process();
    return new Boundary(
        process,
        process == MonitoringProcess.MOSUM
            ? CriticalValues.mosum(parameters.bandwidth(), parameters.period(), parameters.alpha())
            : CriticalValues.cusum(parameters.alpha()));
  }

  /**
   * @param count observations of history and monitoring so far, &gt; history
   * @param history observations of the history
   */
  double at(int count, int history) {
    double x = (double) count / history;
    return switch (process) {
      case MOSUM -> critical * Math.sqrt(2 * (x <= Math.E ? 1 : Math.log(x)));
      case CUSUM -> Math.sqrt(x * (x - 1) * (critical * critical + Math.log(x / (x - 1))));
    };
  }
}
