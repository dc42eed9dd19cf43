// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

/** Which sums of residuals are watched. */
public enum MonitoringProcess {
  /**
   * Moving sums of the last ⌊h·n⌋ residuals (Chu, Hornik, Kuan 1995): quick to see a break,
   * whenever it comes.
   */
  MOSUM,
  /**
   * Sums of all residuals since the history began (Chu, Stinchcombe, White 1996): sees small
   * lasting shifts, the later they come the more slowly.
   */
  CUSUM
}
