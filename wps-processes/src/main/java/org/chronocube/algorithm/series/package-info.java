// SPDX-License-Identifier: Apache-2.0

/**
 * Change in the time series of a pixel: a {@link org.chronocube.algorithm.series.SeriesMethod} on
 * given dates makes a {@link org.chronocube.algorithm.series.SeriesWorker}, which computes pixel
 * after pixel. Pure: no I/O, no coverages; who reads the series is in {@code analysis}.
 */
package org.chronocube.algorithm.series;
